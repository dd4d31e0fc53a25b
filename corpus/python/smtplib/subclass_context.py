# A subclass that brings the context for its base. Runs as: subclass_context HOST PORT.
# Twin: subclass.py.
import smtplib
import ssl
import sys


class Mail(smtplib.SMTP_SSL):
    def __init__(self, host, port):
        super().__init__(host, port, timeout=20, context=ssl.create_default_context())


mail = Mail(sys.argv[1], int(sys.argv[2]))
mail.login("user", "secret")
mail.quit()
