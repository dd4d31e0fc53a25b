# Settings are read with their defaults in one function and asked for in another; nothing chooses to go on in clear. Runs as: setting_kept_required HOST PORT.
# Twin: setting_kept.py.
import smtplib
import ssl
import sys


class Transport:
    def __init__(self, config):
        self.host = config.get("host")
        self.port = config.get("port")
        self.tls = config.get("tls", "required")

    def send(self):
        mail = smtplib.SMTP(self.host, self.port)
        mail.ehlo()
        if not mail.has_extn("starttls"):
            raise ValueError("no TLS, " + self.tls)
        mail.starttls(context=ssl.create_default_context())
        mail.login("user", "secret")
        mail.quit()


transport = globals()["Transport"]({"host": sys.argv[1], "port": int(sys.argv[2])})
getattr(transport, "send")()
