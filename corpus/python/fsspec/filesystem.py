# The same by name. Runs as: filesystem HOST PORT.
# Twin: anonymous.py.
import sys

import fsspec

files = fsspec.filesystem("ftp", host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", tls=True)  # want: tls-peer-verification-missing "never verified"
print(files.ftp.pwd())
