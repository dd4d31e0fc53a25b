# A refused certificate is tried again the same way, and then ends the program. Runs as: fallback_none HOST PORT.
# Twin: fallback_unverified.py, fallback_clear.py.
import smtplib
import ssl
import sys

host, port = sys.argv[1], int(sys.argv[2])
context = ssl.create_default_context()
try:
    mail = smtplib.SMTP_SSL(host, port, context=context)
except OSError:
    mail = smtplib.SMTP_SSL(host, port, timeout=60, context=context)
mail.login("user", "secret")
mail.quit()
