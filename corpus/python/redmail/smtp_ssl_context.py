# TLS from the start on a context that verifies. Runs as: smtp_ssl_context HOST PORT.
# Twin: smtp_ssl.py.
import smtplib
import ssl
import sys

from redmail import EmailSender

mail = EmailSender(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", cls_smtp=smtplib.SMTP_SSL, use_starttls=False, context=ssl.create_default_context())
mail.send(subject="hello", sender="user@mail.example", receivers=["user@mail.example"], text="hello")
