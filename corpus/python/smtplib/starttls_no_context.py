# STARTTLS without a context: the upgrade can't be stripped, but anybody's certificate does. Runs as: starttls_no_context HOST PORT.
# Twin: starttls_context.py.
import smtplib
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.starttls()  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
