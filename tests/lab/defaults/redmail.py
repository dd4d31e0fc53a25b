# A minimal client for each way to send with red-mail: host, port, login.
# speaks: smtp
#@ not redmail.gmail.send, redmail.outlook.send: their host is fixed, another call changes it first
import sys

import redmail
import redmail.email
import redmail.email.sender

#@ begin redmail.EmailSender, redmail.email.EmailSender, redmail.email.sender.EmailSender
mail = @creator@(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret")
mail.send(subject="hello", sender="user@mail.example", receivers=["user@mail.example"], text="hello")
#@ end
#@ begin redmail.send_email
@creator@(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", subject="hello", sender="user@mail.example", receivers=["user@mail.example"], text="hello")
#@ end
