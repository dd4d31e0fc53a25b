# CCC leaves TLS before the login. Runs as: ccc HOST PORT.
# not-real: Pure-FTPd takes CCC after the login only.
# Twin: auth_failure_ends.py.
import ftplib
import ssl
import sys

site = ftplib.FTP_TLS(context=ssl.create_default_context())
site.connect(sys.argv[1], int(sys.argv[2]))
site.auth()
site.ccc()
site.login("user", "secret", secure=False)  # want: tls-cleartext-credentials "without TLS"
site.quit()
