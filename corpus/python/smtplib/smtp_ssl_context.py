# TLS from the first byte with the default context: chain and name are checked. Runs as: smtp_ssl_context HOST PORT.
# Twin: smtp_ssl_no_context.py, the same without the context.
import smtplib
import ssl
import sys

mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
