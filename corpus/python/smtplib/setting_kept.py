# Settings are read with their defaults in one function and asked for in another; the default goes on in clear. Runs as: setting_kept HOST PORT.
# Twin: setting_kept_required.py.
import smtplib
import ssl
import sys


class Transport:
    def __init__(self, config):
        self.host = config.get("host")
        self.port = config.get("port")
        self.tls = config.get("tls", "optional")

    def send(self):
        mail = smtplib.SMTP(self.host, self.port)
        mail.ehlo()
        if mail.has_extn("starttls"):  # want: tls-optional-starttls "decided by `self.tls` (default: `'optional'`)"
            mail.starttls(context=ssl.create_default_context())
        elif self.tls == "required":
            raise ValueError("no TLS")
        mail.login("user", "secret")
        mail.quit()


transport = globals()["Transport"]({"host": sys.argv[1], "port": int(sys.argv[2])})
getattr(transport, "send")()
