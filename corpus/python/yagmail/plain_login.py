# Neither TLS nor an upgrade. Runs as: plain_login HOST PORT.
# not-run: the library puts @gmail.com behind the user's name, and the honest server knows no such user
# Twin: context.py.
import sys

import yagmail

mail = yagmail.SMTP("user", "secret", host=sys.argv[1], port=sys.argv[2], soft_email_validation=False, smtp_ssl=False, smtp_starttls=False)  # want: tls-cleartext-credentials "without TLS"
mail.send("user@mail.example", "hello", "text")
