# FTP_TLS without a context: login sends AUTH TLS, and anybody's certificate does. Runs as: ftp_tls_no_context HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import sys

site = ftplib.FTP_TLS()  # want: tls-peer-verification-missing "never verified"
site.connect(sys.argv[1], int(sys.argv[2]))
site.login("user", "secret")  # note: accepts any certificate
site.prot_p()
site.retrlines("LIST", print)
site.quit()
