# SMTP in clear, then a login: the password crosses the wire as it is. Runs as: plain_login HOST PORT.
# Twin: starttls_context.py asks for TLS before it logs in.
import smtplib
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
mail.quit()
