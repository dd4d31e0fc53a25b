# TLS that verifies nobody. Runs as: tls HOST PORT.
# Twin: anonymous.py.
import sys

from fs.ftpfs import FTPFS

with FTPFS(sys.argv[1], user="user", passwd="secret", port=int(sys.argv[2]), tls=True) as files:  # want: tls-peer-verification-missing "never verified"
    print(files.listdir("/"))
