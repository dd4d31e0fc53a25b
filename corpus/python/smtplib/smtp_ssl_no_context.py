# TLS from the first byte, with nothing that verifies: no Python version does it by default. Runs as: smtp_ssl_no_context HOST PORT.
# Twin: smtp_ssl_context.py passes a context.
import smtplib
import sys

mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
