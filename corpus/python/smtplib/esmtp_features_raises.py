# Looks the feature up and stops where it is missing. Runs as: esmtp_features_raises HOST PORT.
# Twin: esmtp_features_guard.py.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
if "starttls" not in mail.esmtp_features:
    sys.exit("the server offers no TLS")
mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
