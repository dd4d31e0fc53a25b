# A minimal client for each class of smtplib: host, port, login.
#@ not smtplib.LMTP: a mailbox's own delivery takes no login
import smtplib
import sys

#@ begin smtplib.SMTP, smtplib.SMTP_SSL
mail = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
mail.login("user", "secret")
mail.quit()
