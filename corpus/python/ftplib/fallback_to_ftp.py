# When FTP over TLS fails, plain FTP does. Runs as: fallback_to_ftp HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import ssl
import sys


def connect(kind, **options):
    site = kind(**options)
    site.connect(sys.argv[1], int(sys.argv[2]))
    return site


try:
    site = connect(ftplib.FTP_TLS, context=ssl.create_default_context())
    site.auth()
except ftplib.all_errors:
    site = connect(ftplib.FTP)
site.login("user", "secret")  # want: tls-optional-starttls "goes on in clear"
site.quit()
