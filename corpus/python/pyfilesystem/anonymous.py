# Public files: there is no secret to lose. Runs as: anonymous HOST PORT.
# not-run: the honest server wants a login
# Twin: plain_login.py.
import sys

from fs.ftpfs import FTPFS

with FTPFS(sys.argv[1], port=int(sys.argv[2])) as files:
    print(files.listdir("/"))
