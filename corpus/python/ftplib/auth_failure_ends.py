# A refused AUTH TLS ends the session. Runs as: auth_failure_ends HOST PORT.
# mutation-ok: secure: a switch here, not the context that a logging library calls so
# Twin: auth_swallowed.py.
import ftplib
import ssl
import sys

site = ftplib.FTP_TLS(context=ssl.create_default_context())
site.connect(sys.argv[1], int(sys.argv[2]))
try:
    site.auth()
except ftplib.error_perm:
    site.close()
    sys.exit("no TLS")
site.login("user", "secret", secure=False)
site.quit()
