# FTP_TLS looks at its context when it logs in, not when it is made. Runs as: context_weakened_before_login HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import ssl
import sys

context = ssl.create_default_context()
site = ftplib.FTP_TLS(context=context)
site.connect(sys.argv[1], int(sys.argv[2]))
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
site.login("user", "secret")  # note: accepts any certificate
site.prot_p()
site.retrlines("LIST", print)
site.quit()
