# The login is protected, the listing is not: nobody sent PROT P. Runs as: ftp_tls_no_prot_p HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import ssl
import sys

site = ftplib.FTP_TLS(context=ssl.create_default_context())
site.connect(sys.argv[1], int(sys.argv[2]))
site.login("user", "secret")
site.retrlines("LIST", print)  # want: tls-cleartext-data "in clear"
site.quit()
