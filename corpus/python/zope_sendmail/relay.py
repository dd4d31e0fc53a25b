# A relay in clear without a login. Runs as: relay HOST PORT.
# not-run: the honest server wants a login
# Twin: force_tls.py.
import sys

from zope.sendmail.mailer import SMTPMailer

mailer = SMTPMailer(sys.argv[1], int(sys.argv[2]), no_tls=True)
mailer.send("user@mail.example", ["user@mail.example"], b"Subject: hello\r\n\r\ntext\r\n")
