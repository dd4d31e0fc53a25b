# Upgrades when the server offers it: whoever sits on the path hides the offer and reads the password. Runs as: has_extn_guard HOST PORT.
# Twin: has_extn_raises.py ends the session instead.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
if mail.has_extn("starttls"):  # want: tls-optional-starttls "goes on in clear"
    mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
