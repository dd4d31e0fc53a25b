# Further keywords reach smtplib: a context that verifies. Runs as: context HOST PORT.
# not-run: the library puts @gmail.com behind the user's name, and the honest server knows no such user
# Twin: default.py.
import ssl
import sys

import yagmail

mail = yagmail.SMTP("user", "secret", host=sys.argv[1], port=sys.argv[2], soft_email_validation=False, context=ssl.create_default_context())
mail.send("user@mail.example", "hello", "text")
