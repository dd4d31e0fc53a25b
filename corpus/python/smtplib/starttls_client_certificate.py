# A key and a certificate identify the client; they verify nobody. Runs as: starttls_client_certificate HOST PORT.
# not-run: needs a client certificate, and Python 3.12 took keyfile and certfile away.
# Twin: starttls_context.py.
import smtplib
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.starttls(keyfile="client.key", certfile="client.pem")  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
