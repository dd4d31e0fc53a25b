# A minimal client for each way to send with python-emails: host, port, login.
#@ not emails.backend.smtp.backend.SMTPBackend: the class's place, the same object as emails.backend.smtp.SMTPBackend
#@ not emails.smtp.SMTPBackend: the name of before 0.5, gone from this release
import sys

import emails
import emails.backend
import emails.backend.smtp

message = emails.html(html="<p>hello", subject="hello", mail_from="user@mail.example")
#@ begin emails.Message.send
answer = message.send(to="user@mail.example", smtp={"host": sys.argv[1], "port": int(sys.argv[2]), "user": "user", "password": "secret"})
#@ end
#@ begin emails.backend.SMTPBackend, emails.backend.smtp.SMTPBackend
server = @creator@(host=sys.argv[1], port=int(sys.argv[2]), user="user", password="secret", fail_silently=False)
answer = server.sendmail("user@mail.example", ["user@mail.example"], message)
#@ end
sys.exit(answer.status_code != 250)
