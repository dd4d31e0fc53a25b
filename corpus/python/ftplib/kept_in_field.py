# One method makes the connection, another logs in, and only a name says that it is called. Runs as: kept_in_field HOST PORT.
# Twin: kept_in_field_context.py.
import ftplib
import sys


class Site:
    def __init__(self, host, port):
        self.ftp = ftplib.FTP_TLS()  # want: tls-peer-verification-missing "never verified"
        self.address = host, port

    def enter(self, user, password):
        self.ftp.connect(*self.address)
        self.ftp.login(user, password)


site = Site(sys.argv[1], int(sys.argv[2]))
for step in ["enter"]:
    getattr(site, step)("user", "secret")
