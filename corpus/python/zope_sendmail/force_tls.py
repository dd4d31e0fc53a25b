# Stripping ends the session; forgery does not. Runs as: force_tls HOST PORT.
# Twin: relay.py.
import sys

from zope.sendmail.mailer import SMTPMailer

mailer = SMTPMailer(sys.argv[1], int(sys.argv[2]), username="user", password="secret", force_tls=True)  # want: tls-peer-verification-missing "never verified"
mailer.send("user@mail.example", ["user@mail.example"], b"Subject: hello\r\n\r\ntext\r\n")
