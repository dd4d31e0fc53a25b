# What comes from a file elsewhere is not in sight. Runs as: no_server HOST PORT.
# not-run: its settings are in a file of its own
# Twin: use_ssl.py.
import sys

from flask import Flask
from flask_mail import Mail, Message

app = Flask(__name__)
app.config.from_pyfile(sys.argv[3])
mail = Mail(app)
with app.app_context():
    mail.send(Message("hello", sender="user@mail.example", recipients=["user@mail.example"], body="text"))
