# Only the name check is off: any certificate of any trusted CA does. Runs as: check_hostname_false HOST PORT.
# Twin: create_default_context.py.
import smtplib
import ssl
import sys

context = ssl.create_default_context()
context.check_hostname = False  # want: tls-hostname-unchecked "host name"
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)  # note: accepts a certificate of any name
mail.login("user", "secret")
mail.quit()
