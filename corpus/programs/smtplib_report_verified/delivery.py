# Delivers a report by SMTP: host, context and connection are attributes.
import smtplib
import ssl


class Delivery:
    def __init__(self, host, port, ca_file=None):
        self.host = host
        self.port = port
        self.context = self.make_context(ca_file)
        self.mail = None

    def make_context(self, ca_file):
        context = ssl.create_default_context()
        if ca_file:
            context.load_verify_locations(ca_file)
        return context

    def open(self):
        self.mail = smtplib.SMTP(self.host, self.port)
        self.mail.starttls(context=self.context)
        return self

    def login(self, user, password):
        self.mail.login(user, password)
        self.mail.quit()
