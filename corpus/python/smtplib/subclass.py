# A subclass that calls its base without a context. Runs as: subclass HOST PORT.
# Twin: subclass_context.py.
import smtplib
import sys


class Mail(smtplib.SMTP_SSL):
    def __init__(self, host, port):
        super().__init__(host, port, timeout=20)  # want: tls-peer-verification-missing "never verified"


mail = Mail(sys.argv[1], int(sys.argv[2]))
mail.login("user", "secret")
mail.quit()
