# A minimal client for each way to begin with Flask-Mailman: TLS from the start, everything else left to the library.
# speaks: smtp
import sys

import flask_mailman
from flask import Flask
from flask_mailman import EmailMessage

app = Flask(__name__)
app.config["MAIL_SERVER"] = sys.argv[1]
app.config["MAIL_PORT"] = int(sys.argv[2])
app.config["MAIL_USERNAME"] = "user"
app.config["MAIL_PASSWORD"] = "secret"
app.config["MAIL_USE_SSL"] = True
#@ begin flask_mailman.Mail
mail = flask_mailman.Mail(app)
#@ end
#@ begin flask_mailman.Mail.init_app
mail = flask_mailman.Mail()
mail.init_app(app)
#@ end
with app.app_context():
    EmailMessage("hello", "text", "user@mail.example", ["user@mail.example"]).send()
