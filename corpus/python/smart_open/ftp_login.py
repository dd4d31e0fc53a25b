# A password in an ftp:// address. Runs as: ftp_login HOST PORT.
# Twin: ftps_login.py.
import sys

import smart_open

with smart_open.open("ftp://user:secret@" + sys.argv[1] + ":" + sys.argv[2] + "/file") as file:  # want: tls-cleartext-credentials "without TLS"
    print(file.read())
