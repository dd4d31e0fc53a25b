# A minimal client for each way to begin with Flask-Mail: TLS from the start, everything else left to the library.
# speaks: smtp
import sys

import flask_mail
from flask import Flask
from flask_mail import Message

app = Flask(__name__)
app.config["MAIL_SERVER"] = sys.argv[1]
app.config["MAIL_PORT"] = int(sys.argv[2])
app.config["MAIL_USERNAME"] = "user"
app.config["MAIL_PASSWORD"] = "secret"
app.config["MAIL_USE_SSL"] = True
#@ begin flask_mail.Mail
mail = flask_mail.Mail(app)
#@ end
#@ begin flask_mail.Mail.init_app
mail = flask_mail.Mail()
mail.init_app(app)
#@ end
with app.app_context():
    mail.send(Message("hello", sender="user@mail.example", recipients=["user@mail.example"], body="text"))
