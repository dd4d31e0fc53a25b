# check_hostname = True on a plain SSLContext switches the chain on as well. Runs as: check_hostname_true HOST PORT.
# Twin: verify_mode_required_only.py.
import smtplib
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS)
context.check_hostname = True
context.load_default_certs()
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)
mail.login("user", "secret")
mail.quit()
