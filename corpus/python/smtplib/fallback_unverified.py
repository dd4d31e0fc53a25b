# The first try verifies, the second does not: whoever sits on the path makes the first one fail. Runs as: fallback_unverified HOST PORT.
# Twin: fallback_none.py.
import smtplib
import ssl
import sys

host, port = sys.argv[1], int(sys.argv[2])
try:
    mail = smtplib.SMTP_SSL(host, port, context=ssl.create_default_context())
except ssl.SSLError:
    mail = smtplib.SMTP_SSL(host, port)  # want: tls-verification-fallback "retried"
mail.login("user", "secret")
mail.quit()
