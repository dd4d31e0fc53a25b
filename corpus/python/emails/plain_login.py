# A login in clear. Runs as: plain_login HOST PORT.
# Twin: relay.py.
import sys

import emails

message = emails.html(html="<p>hello", subject="hello", mail_from="user@mail.example")
answer = message.send(to="user@mail.example", smtp={"host": sys.argv[1], "port": int(sys.argv[2]), "user": "user", "password": "secret"})  # want: tls-cleartext-credentials "without TLS"
sys.exit(answer.status_code != 250)
