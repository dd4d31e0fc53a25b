# STARTTLS with the default context, unguarded: raises when the server hides or refuses it. Runs as: starttls_context HOST PORT.
# Twin: starttls_no_context.py, starttls_swallowed.py.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
