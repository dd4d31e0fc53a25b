# A refused STARTTLS ends the session. Runs as: starttls_failure_ends HOST PORT.
# Twin: starttls_swallowed.py.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
try:
    mail.starttls(context=ssl.create_default_context())
except smtplib.SMTPException as problem:
    mail.close()
    sys.exit("no TLS: %s" % problem)
mail.login("user", "secret")
mail.quit()
