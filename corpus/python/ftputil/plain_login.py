# Without a session factory the login is in clear. Runs as: plain_login HOST PORT.
# Twin: verifying_class.py.
import sys

import ftputil

with ftputil.FTPHost(sys.argv[1], "user", "secret") as ftp:  # want: tls-cleartext-credentials "without TLS"
    print(ftp.listdir("/"))
