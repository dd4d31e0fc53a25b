# The connection of an account: TLS from the start, or STARTTLS, by setting.
import imaplib
import ssl

from . import settings


def context():
    made = ssl.create_default_context()
    if not settings.VERIFY:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
    return made


class Account:
    def __init__(self, host, port):
        self.context = context()
        if settings.STARTTLS:
            self.box = imaplib.IMAP4(host, port)
            self.box.starttls(self.context)
        else:
            self.box = imaplib.IMAP4_SSL(host, port, ssl_context=self.context)  # note: accepts any certificate

    def login(self):
        self.box.login("user", "secret")
        self.box.logout()
