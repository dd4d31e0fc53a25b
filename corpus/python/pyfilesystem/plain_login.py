# A login in clear. Runs as: plain_login HOST PORT.
# Twin: anonymous.py.
import sys

from fs.ftpfs import FTPFS

with FTPFS(sys.argv[1], user="user", passwd="secret", port=int(sys.argv[2])) as files:  # want: tls-cleartext-credentials "without TLS"
    print(files.listdir("/"))
