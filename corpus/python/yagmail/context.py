# Further keywords reach smtplib: a context that verifies. Runs as: context HOST PORT.
# Twin: default.py.
import ssl
import sys

import yagmail

mail = yagmail.SMTP("user", "secret", host=sys.argv[1], port=sys.argv[2], soft_email_validation=False, context=ssl.create_default_context())
mail.send("user@mail.example", "hello", "text")
