# FTP in clear with a real user. Runs as: plain_login HOST PORT.
# Twin: ftp_tls_prot_p.py; anonymous.py has no secret.
import ftplib
import sys

site = ftplib.FTP()
site.connect(sys.argv[1], int(sys.argv[2]))
site.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
site.quit()
