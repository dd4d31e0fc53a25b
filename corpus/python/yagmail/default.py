# The library opens TLS without a context. Runs as: default HOST PORT.
# not-run: the library puts @gmail.com behind the user's name, and the honest server knows no such user
# Twin: context.py.
import sys

import yagmail

mail = yagmail.SMTP("user", "secret", host=sys.argv[1], port=sys.argv[2], soft_email_validation=False)  # want: tls-peer-verification-missing "never verified"
mail.send("user@mail.example", "hello", "text")
