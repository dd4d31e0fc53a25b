# When TLS fails the same login is tried without it. Runs as: fallback_clear HOST PORT.
# Twin: fallback_none.py.
import smtplib
import ssl
import sys

host, port = sys.argv[1], int(sys.argv[2])
try:
    mail = smtplib.SMTP_SSL(host, port, context=ssl.create_default_context())
except OSError:
    mail = smtplib.SMTP(host, port)  # want: tls-verification-fallback "retried"
mail.login("user", "secret")
mail.quit()
