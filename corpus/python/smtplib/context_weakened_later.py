# The context is weakened between connect and STARTTLS: the handshake comes later, so it counts. Runs as: context_weakened_later HOST PORT.
# Twin: context_weakened_after.py, where the handshake is over.
import smtplib
import ssl
import sys

context = ssl.create_default_context()
mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
mail.starttls(context=context)  # note: accepts any certificate
mail.login("user", "secret")
mail.quit()
