# A relay without a login. Runs as: relay HOST PORT.
# not-run: the honest server wants a login
# Twin: plain_login.py.
import sys

import emails

message = emails.html(html="<p>hello", subject="hello", mail_from="user@mail.example")
answer = message.send(to="user@mail.example", smtp={"host": sys.argv[1], "port": int(sys.argv[2]), "timeout": 5})
sys.exit(answer.status_code != 250)
