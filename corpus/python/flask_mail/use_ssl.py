# No setting of the library verifies. Runs as: use_ssl HOST PORT.
# Twin: no_server.py.
import sys

from flask import Flask
from flask_mail import Mail, Message

app = Flask(__name__)
app.config["MAIL_SERVER"] = sys.argv[1]
app.config["MAIL_PORT"] = int(sys.argv[2])
app.config["MAIL_USERNAME"] = "user"
app.config["MAIL_PASSWORD"] = "secret"
app.config["MAIL_USE_SSL"] = True
mail = Mail(app)  # want: tls-peer-verification-missing "never verified"
with app.app_context():
    mail.send(Message("hello", sender="user@mail.example", recipients=["user@mail.example"], body="text"))
