# The context is kept in an attribute and verifies. Runs as: context_in_field_verified HOST PORT.
# Twin: context_in_field.py.
import smtplib
import ssl
import sys


class Mailer:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.context = ssl.create_default_context()

    def login(self):
        mail = smtplib.SMTP(self.host, self.port)
        mail.starttls(context=self.context)
        mail.login("user", "secret")
        mail.quit()


Mailer(sys.argv[1], int(sys.argv[2])).login()
