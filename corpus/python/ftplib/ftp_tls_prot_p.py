# FTP_TLS with the default context, and PROT P before the first transfer. Runs as: ftp_tls_prot_p HOST PORT.
# Twin: ftp_tls_no_context.py, ftp_tls_no_prot_p.py.
import ftplib
import ssl
import sys

site = ftplib.FTP_TLS(context=ssl.create_default_context())
site.connect(sys.argv[1], int(sys.argv[2]))
site.login("user", "secret")
site.prot_p()
site.retrlines("LIST", print)
site.quit()
