# PROT P hangs on another setting than TLS does: the files of a TLS session are in clear without it.
# Twin: prot_p_when_tls.py. Runs as: prot_p_when_asked HOST PORT.
import ftplib
import ssl
import sys


class Site:
    def __init__(self, tls=True, private=False):
        self.ftp = ftplib.FTP_TLS(context=ssl.create_default_context()) if tls else ftplib.FTP()
        self.tls = tls
        self.private = private

    def enter(self, host, port):
        if not self.tls:
            raise ValueError("no TLS")
        self.ftp.connect(host, port)
        self.ftp.login("user", "secret")
        if self.private:
            self.ftp.prot_p()

    def show(self):
        self.ftp.retrlines("LIST", print)  # want: tls-cleartext-data "in clear"


site = Site()
for step, given in [("enter", (sys.argv[1], int(sys.argv[2]))), ("show", ())]:
    getattr(site, step)(*given)
