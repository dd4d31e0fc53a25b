# The context is kept in an attribute; its maker leaves verification out. Runs as: context_in_field HOST PORT.
# Twin: context_in_field_verified.py.
import smtplib
import ssl
import sys


class Mailer:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # want: tls-peer-verification-missing "never verified"

    def login(self):
        mail = smtplib.SMTP(self.host, self.port)
        mail.starttls(context=self.context)  # note: accepts any certificate
        mail.login("user", "secret")
        mail.quit()


Mailer(sys.argv[1], int(sys.argv[2])).login()
