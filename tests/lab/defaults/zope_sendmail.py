# A minimal client of zope.sendmail: host, port, login.
# speaks: smtp
import sys

import zope.sendmail.mailer

#@ begin zope.sendmail.mailer.SMTPMailer
mailer = @creator@(sys.argv[1], int(sys.argv[2]), username="user", password="secret")
#@ end
mailer.send("user@mail.example", ["user@mail.example"], b"Subject: hello\r\n\r\ntext\r\n")
