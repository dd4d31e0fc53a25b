# When AUTH TLS or its handshake fails, plain FTP has to do: one mistake, open to two attacks. Runs as: fallback_to_ftp HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import ssl
import sys

host, port = sys.argv[1], int(sys.argv[2])
try:
    site = ftplib.FTP_TLS(context=ssl.create_default_context())
    site.connect(host, port)
    site.auth()  # want: tls-optional-starttls "goes on in clear"
except ftplib.all_errors:
    site = ftplib.FTP()  # want: tls-verification-fallback "retried"
    site.connect(host, port)
site.login("user", "secret")
site.quit()
