# The same question asked of the list of features. Runs as: esmtp_features_guard HOST PORT.
# Twin: esmtp_features_raises.py.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
if "starttls" in mail.esmtp_features:  # want: tls-optional-starttls "goes on in clear"
    mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
