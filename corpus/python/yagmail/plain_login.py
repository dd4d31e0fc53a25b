# Neither TLS nor an upgrade. Runs as: plain_login HOST PORT.
# Twin: context.py.
import sys

import yagmail

mail = yagmail.SMTP("user", "secret", host=sys.argv[1], port=sys.argv[2], soft_email_validation=False, smtp_ssl=False, smtp_starttls=False)  # want: tls-cleartext-credentials "without TLS"
mail.send("user@mail.example", "hello", "text")
