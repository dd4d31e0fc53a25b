# Delivers a report by SMTP: host, context and connection are attributes. The flag decides about the check; report.py decides about the flag.
import smtplib
import ssl


class Delivery:
    def __init__(self, host, port, verify=True):
        self.host = host
        self.port = port
        self.context = self.make_context(verify)
        self.mail = None

    def make_context(self, verify):
        context = ssl.create_default_context()
        if not verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE  # want: tls-verification-fallback "retried"
        return context

    def open(self):
        self.mail = smtplib.SMTP(self.host, self.port)
        self.mail.starttls(context=self.context)  # note: the first try fails
        return self

    def login(self, user, password):
        self.mail.login(user, password)
        self.mail.quit()
