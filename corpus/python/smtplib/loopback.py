# A constant loopback host: no network attacker, so the finding is a note. Runs as: loopback HOST PORT.
# not-run: talks to its own machine.
# Twin: smtp_ssl_context.py.
import smtplib

mail = smtplib.SMTP("localhost", 25)
mail.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
mail.quit()
