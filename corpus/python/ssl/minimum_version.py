# TLS 1.0 asked for; the certificate is verified all the same. Runs as: minimum_version HOST PORT.
# not-run: OpenSSL 3 refuses TLS 1.0 at its default security level.
# Twin: minimum_version_tls12.py.
import smtplib
import ssl
import sys

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1  # want: tls-weak-protocol "weak"
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)
mail.login("user", "secret")
mail.quit()
