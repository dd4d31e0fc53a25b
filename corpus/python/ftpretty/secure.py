# TLS that verifies nobody. Runs as: secure HOST PORT.
# Twin: context.py.
import sys

from ftpretty import ftpretty

files = ftpretty(sys.argv[1], "user", "secret", port=int(sys.argv[2]), secure=True)  # want: tls-peer-verification-missing "never verified"
print(files.list("/"))
files.close()
