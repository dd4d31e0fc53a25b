# The upgrade is asked for without a context. Runs as: use_tls HOST PORT.
# Twin: use_ssl.py.
import sys

from flask import Flask
from flask_mailman import Mail, EmailMessage

app = Flask(__name__)
app.config["MAIL_SERVER"] = sys.argv[1]
app.config["MAIL_PORT"] = int(sys.argv[2])
app.config["MAIL_USERNAME"] = "user"
app.config["MAIL_PASSWORD"] = "secret"
app.config["MAIL_USE_TLS"] = True
mail = Mail(app)  # want: tls-peer-verification-missing "never verified"
with app.app_context():
    EmailMessage("hello", "text", "user@mail.example", ["user@mail.example"]).send()
