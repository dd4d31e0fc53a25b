# TLS 1.2 or newer, said aloud. Runs as: minimum_version_tls12 HOST PORT.
# Twin: minimum_version.py.
# mutation-ok: minimum_version: the library's default floor is no finding
import smtplib
import ssl
import sys

context = ssl.create_default_context()
context.minimum_version = ssl.TLSVersion.TLSv1_2
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)
mail.login("user", "secret")
mail.quit()
