# CERT_REQUIRED on a plain SSLContext brings the chain, not the name. Runs as: verify_mode_required_only HOST PORT.
# Twin: check_hostname_true.py.
import smtplib
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # want: tls-hostname-unchecked "host name"
context.verify_mode = ssl.CERT_REQUIRED
context.load_default_certs()
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)  # note: accepts a certificate of any name
mail.login("user", "secret")
mail.quit()
