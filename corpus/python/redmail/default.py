# The library upgrades without a context. Runs as: default HOST PORT.
# Twin: smtp_ssl_context.py.
import sys

from redmail import EmailSender

mail = EmailSender(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret")  # want: tls-peer-verification-missing "never verified"
mail.send(subject="hello", sender="user@mail.example", receivers=["user@mail.example"], text="hello")
