# The part that connects: a switch over whether there is TLS at all.
import smtplib
import ssl


class Mailer:
    def __init__(self, host, port, plain=False):
        self.host = host
        self.port = port
        self.plain = plain

    def deliver(self):
        mail = smtplib.SMTP(self.host, self.port)
        if not self.plain:
            mail.starttls(context=ssl.create_default_context())
        mail.login("user", "secret")  # want: tls-cleartext-credentials "decided by"
        mail.quit()
