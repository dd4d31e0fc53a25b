# A switch over the check whose default is secure: a note that names the switch. Runs as: setting_secure_default HOST PORT.
# environment: MAIL_INSECURE=1
# Twin: setting_insecure_default.py.
import os
import smtplib
import ssl
import sys

context = ssl.create_default_context()
if os.environ.get("MAIL_INSECURE"):
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "decided by"
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)  # note: accepts any certificate
mail.login("user", "secret")
mail.quit()
