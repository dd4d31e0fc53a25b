# A key and a certificate identify the client; they verify nobody. Runs as: starttls_client_certificate HOST PORT.
# runs-until: Python 3.11
# Twin: starttls_context.py.
import smtplib
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.starttls(keyfile="client.key", certfile="client.pem")  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
