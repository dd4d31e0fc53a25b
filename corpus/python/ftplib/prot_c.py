# PROT C takes the protection of the data channel back. Runs as: prot_c HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import ssl
import sys

site = ftplib.FTP_TLS(context=ssl.create_default_context())
site.connect(sys.argv[1], int(sys.argv[2]))
site.login("user", "secret")
site.prot_p()
site.prot_c()
with open(sys.argv[0], "rb") as script:
    site.storbinary("STOR copy", script)  # want: tls-cleartext-data "in clear"
site.quit()
