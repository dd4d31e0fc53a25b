# The keyword of imaplib on a call of smtplib: fails for everyone, so it invites somebody to leave the context out. Runs as: wrong_keyword HOST PORT.
# Twin: smtp_ssl_context.py.
import smtplib
import ssl
import sys

mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context())  # want: tls-broken-call "fails"
mail.login("user", "secret")
mail.quit()
