# An upgrade without a context. Runs as: smtp_tls HOST PORT.
# Twin: relay.py.
import sys

import emails

message = emails.html(html="<p>hello", subject="hello", mail_from="user@mail.example")
answer = message.send(to="user@mail.example", smtp={"host": sys.argv[1], "port": int(sys.argv[2]), "tls": True, "user": "user", "password": "secret"})  # want: tls-peer-verification-missing "never verified"
sys.exit(answer.status_code != 250)
