# TLS without a context: the dictionary has no key that would verify. Runs as: smtp_ssl HOST PORT.
# Twin: relay.py.
import sys

import emails

message = emails.html(html="<p>hello", subject="hello", mail_from="user@mail.example")
answer = message.send(to="user@mail.example", smtp={"host": sys.argv[1], "port": int(sys.argv[2]), "ssl": True, "user": "user", "password": "secret"})  # want: tls-peer-verification-missing "never verified"
sys.exit(answer.status_code != 250)
