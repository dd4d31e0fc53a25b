# The purpose of a server: as a client this context takes everything, or fails since 3.10. Runs as: purpose_client_auth HOST PORT.
# not-run: raises on Python 3.10 and newer.
# Twin: create_default_context.py.
import smtplib
import ssl
import sys

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)  # want: tls-peer-verification-missing "never verified"
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)  # note: accepts any certificate
mail.login("user", "secret")
