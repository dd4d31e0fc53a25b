# Logs in only where the upgrade took place; without it nothing secret is sent. Runs as: has_extn_login_inside HOST PORT.
# Twin: has_extn_guard.py, where the login stands outside.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
if mail.has_extn("starttls"):
    mail.starttls(context=ssl.create_default_context())
    mail.login("user", "secret")
mail.quit()
