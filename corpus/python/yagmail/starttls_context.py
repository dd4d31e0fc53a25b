# The upgrade gets a context that verifies, in a dictionary. Runs as: starttls_context HOST PORT.
# not-run: the library puts @gmail.com behind the user's name, and the honest server knows no such user
# Twin: starttls.py.
import ssl
import sys

import yagmail

mail = yagmail.SMTP("user", "secret", host=sys.argv[1], port=sys.argv[2], soft_email_validation=False, smtp_ssl=False, smtp_starttls={"context": ssl.create_default_context()})
mail.send("user@mail.example", "hello", "text")
