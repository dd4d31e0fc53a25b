# secure=False: no AUTH TLS is sent, the perfect context is never used. Runs as: login_secure_false HOST PORT.
# Twin: ftp_tls_prot_p.py.
import ftplib
import ssl
import sys

site = ftplib.FTP_TLS(context=ssl.create_default_context())
site.connect(sys.argv[1], int(sys.argv[2]))
site.login("user", "secret", secure=False)  # want: tls-cleartext-credentials "without TLS"
site.quit()
