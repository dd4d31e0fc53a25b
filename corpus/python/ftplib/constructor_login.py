# FTP logs in inside the constructor when a user is given. Runs as: constructor_login HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import sys

site = ftplib.FTP(sys.argv[1], "user", "secret")  # want: tls-cleartext-credentials "without TLS"
site.quit()
