# The number chooses the way to TLS, never whether there is any. Runs as: setting_as_number_checks HOST PORT.
# environment: MAIL_TLS=1
# Twin: setting_as_number.py.
import os
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
if int(os.environ.get("MAIL_TLS")) == 0:
    sys.exit("no TLS, no mail")
mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
