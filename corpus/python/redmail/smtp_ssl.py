# TLS from the start, without a context. Runs as: smtp_ssl HOST PORT.
# Twin: smtp_ssl_context.py.
import smtplib
import sys

from redmail import EmailSender

mail = EmailSender(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", cls_smtp=smtplib.SMTP_SSL, use_starttls=False)  # want: tls-peer-verification-missing "never verified"
mail.send(subject="hello", sender="user@mail.example", receivers=["user@mail.example"], text="hello")
