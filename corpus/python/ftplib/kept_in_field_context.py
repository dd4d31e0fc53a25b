# One method makes the connection with a context, another logs in. Runs as: kept_in_field_context HOST PORT.
# Twin: kept_in_field.py, the same without a context.
import ftplib
import ssl
import sys


class Site:
    def __init__(self, host, port):
        self.ftp = ftplib.FTP_TLS(context=ssl.create_default_context())
        self.address = host, port

    def enter(self, user, password):
        self.ftp.connect(*self.address)
        self.ftp.login(user, password)


site = Site(sys.argv[1], int(sys.argv[2]))
for step in ["enter"]:
    getattr(site, step)("user", "secret")
