# The upgrade hangs on what the server offers and on a switch, in one condition. Runs as: has_extn_and_setting HOST PORT.
# environment: MAIL_CLEAR=
# Twin: has_extn_and_setting_raises.py.
import os
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
if mail.has_extn("starttls") and not os.environ.get("MAIL_CLEAR"):  # want: tls-optional-starttls "goes on in clear"
    mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
