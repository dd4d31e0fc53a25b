# Whatever goes wrong with the upgrade is passed over. A handshake that fails kills the connection; a refused upgrade leaves it in clear.
# Runs as: starttls_swallowed_whole HOST PORT.
# Twin: starttls_failure_ends.py.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
try:
    mail.starttls(context=ssl.create_default_context())  # want: tls-optional-starttls "goes on in clear"
except:
    pass
mail.login("user", "secret")
mail.quit()
