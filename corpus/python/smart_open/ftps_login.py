# ftps:// verifies and protects the data. Runs as: ftps_login HOST PORT.
# Twin: ftp_login.py.
import sys

import smart_open

with smart_open.open("ftps://user:secret@" + sys.argv[1] + ":" + sys.argv[2] + "/file") as file:
    print(file.read())
