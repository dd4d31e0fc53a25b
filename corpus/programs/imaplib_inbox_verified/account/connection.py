# The connection of an account: TLS from the start, or STARTTLS, by setting; verified either way.
import imaplib
import ssl

from . import settings


class Account:
    def __init__(self, host, port):
        self.context = ssl.create_default_context()
        if settings.STARTTLS:
            self.box = imaplib.IMAP4(host, port)
            self.box.starttls(self.context)
        else:
            self.box = imaplib.IMAP4_SSL(host, port, ssl_context=self.context)

    def login(self):
        self.box.login("user", "secret")
        self.box.logout()
