# The switch is read as a number; the message names the setting, not the conversion. Runs as: setting_as_number HOST PORT.
# environment: MAIL_TLS=0
# Twin: setting_as_number_checks.py.
import os
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
if int(os.environ.get("MAIL_TLS", "1")) != 0:
    mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")  # want: tls-cleartext-credentials "decided by `os.environ.get('MAIL_TLS')`"
mail.quit()
