# Whoever offers no upgrade gets no login, whatever the switch says. Runs as: has_extn_and_setting_raises HOST PORT.
# environment: MAIL_STRICT=
# Twin: has_extn_and_setting.py.
import os
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
if not mail.has_extn("starttls") or os.environ.get("MAIL_STRICT") == "never":
    sys.exit("no TLS, no mail")
mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
