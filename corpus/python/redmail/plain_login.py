# The upgrade is switched off. Runs as: plain_login HOST PORT.
# Twin: smtp_ssl_context.py.
import sys

from redmail import EmailSender

mail = EmailSender(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", use_starttls=False)  # want: tls-cleartext-credentials "without TLS"
mail.send(subject="hello", sender="user@mail.example", receivers=["user@mail.example"], text="hello")
