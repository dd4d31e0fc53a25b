# A method is kept in an attribute of its own name. Runs as: method_kept_as_itself_context HOST PORT.
# Twin: method_kept_as_itself.py.
import smtplib
import ssl
import sys


class Mailer:
    def __init__(self, host, port, quiet=False):
        self.host, self.port = host, port
        self.connect = self.connect if not quiet else self.refuse

    def refuse(self):
        raise OSError("quiet")

    def connect(self):
        return smtplib.SMTP_SSL(self.host, self.port, context=ssl.create_default_context())


mail = Mailer(sys.argv[1], int(sys.argv[2])).connect()
mail.login("user", "secret")
mail.quit()
