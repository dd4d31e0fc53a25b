# What chose the class is kept beside the connection, and PROT P follows it: the files of a TLS session are protected.
# Twin: prot_p_when_asked.py. Runs as: prot_p_when_tls HOST PORT.
import ftplib
import ssl
import sys


class Site:
    def __init__(self, tls=True):
        self.ftp = ftplib.FTP_TLS(context=ssl.create_default_context()) if tls else ftplib.FTP()
        self.tls = tls

    def enter(self, host, port):
        if not self.tls:
            raise ValueError("no TLS")
        self.ftp.connect(host, port)
        self.ftp.login("user", "secret")
        if self.tls:
            self.ftp.prot_p()

    def show(self):
        self.ftp.retrlines("LIST", print)


site = Site()
for step, given in [("enter", (sys.argv[1], int(sys.argv[2]))), ("show", ())]:
    getattr(site, step)(*given)
