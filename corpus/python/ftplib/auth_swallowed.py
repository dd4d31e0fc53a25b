# A refused AUTH TLS is passed over, and the login goes on without it. Runs as: auth_swallowed HOST PORT.
# Twin: auth_failure_ends.py.
import ftplib
import ssl
import sys

site = ftplib.FTP_TLS(context=ssl.create_default_context())
site.connect(sys.argv[1], int(sys.argv[2]))
try:
    site.auth()  # want: tls-optional-starttls "goes on in clear"
except ftplib.error_perm:
    print("no TLS")
site.login("user", "secret", secure=False)
site.quit()
