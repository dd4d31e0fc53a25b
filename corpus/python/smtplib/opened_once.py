# A connection kept in a field is opened where there is none yet, by whoever sends first. Runs as: opened_once HOST PORT.
# Twin: opened_once_context.py.
import smtplib
import sys


class Outbox:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.mail = None

    def open(self):
        if self.mail:
            return False
        self.mail = smtplib.SMTP(self.host, self.port)
        self.mail.starttls()  # want: tls-peer-verification-missing "never verified"
        self.mail.login("user", "secret")
        return True

    def send(self, text):
        opened = self.open()
        if self.mail is None:
            return
        self.mail.sendmail("user@example.org", ["friend@example.org"], text)
        if opened:
            self.close()

    def close(self):
        if self.mail is None:
            return
        self.mail.quit()
        self.mail = None


if __name__ == "__main__":
    outbox = globals()["Outbox"](sys.argv[1], int(sys.argv[2]))
    getattr(outbox, "send")("Subject: hello\n\nhello\n")
