# The class is chosen at run time, and every choice verifies. Runs as: class_chosen_context HOST PORT.
# Twin: class_chosen.py.
import os
import smtplib
import ssl
import sys

context = ssl.create_default_context()
if os.environ.get("MAIL_TLS") == "starttls":
    mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
    mail.starttls(context=context)
else:
    mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)
mail.login("user", "secret")
mail.quit()
