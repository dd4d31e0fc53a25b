# A with statement over a verified connection. Runs as: smtp_ssl_with_context HOST PORT.
# Twin: smtp_ssl_with.py, which leaves the context out.
import ssl
import sys
from smtplib import SMTP_SSL as Mail

with Mail(sys.argv[1], int(sys.argv[2]), timeout=20, context=ssl.create_default_context()) as mail:
    mail.login("user", "secret")
