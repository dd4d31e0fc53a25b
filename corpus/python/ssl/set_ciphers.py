# Cipher suites without authentication let back in. Runs as: set_ciphers HOST PORT.
# Twin: set_ciphers_strong.py.
import smtplib
import ssl
import sys

context = ssl.create_default_context()
context.set_ciphers("ALL:@SECLEVEL=0")  # want: tls-weak-protocol "weak"
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)
mail.login("user", "secret")
mail.quit()
