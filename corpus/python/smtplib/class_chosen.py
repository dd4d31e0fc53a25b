# The class is chosen at run time. TLS is a switch, so clear is a note; the TLS arm never verifies. Runs as: class_chosen HOST PORT.
# environment: MAIL_TLS=off
# Twin: class_chosen_context.py.
import os
import smtplib
import sys

kind = smtplib.SMTP if os.environ.get("MAIL_TLS") == "off" else smtplib.SMTP_SSL
mail = kind(sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
mail.quit()
