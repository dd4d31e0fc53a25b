# The part that connects: always with TLS that verifies, unless somebody hands in a connection of his own.
import smtplib
import ssl


class Mailer:
    def __init__(self, host, port, connection=None):
        self.host = host
        self.port = port
        self.connection = connection

    def deliver(self):
        mail = self.connection
        if mail is None:
            mail = smtplib.SMTP(self.host, self.port)
            mail.starttls(context=ssl.create_default_context())
        mail.login("user", "secret")
        mail.quit()
