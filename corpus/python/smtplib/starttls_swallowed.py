# A refused STARTTLS is logged and passed over; the login follows in clear. Runs as: starttls_swallowed HOST PORT.
# Twin: starttls_failure_ends.py.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
try:
    mail.starttls(context=ssl.create_default_context())  # want: tls-optional-starttls "goes on in clear"
except smtplib.SMTPException as problem:
    print("no TLS:", problem)
mail.login("user", "secret")
mail.quit()
