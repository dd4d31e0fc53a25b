# Public files: there is no secret to lose. Runs as: anonymous HOST PORT.
# not-run: the honest server wants a login
# Twin: plain_login.py.
import sys

from fsspec.implementations.ftp import FTPFileSystem

files = FTPFileSystem(sys.argv[1], port=int(sys.argv[2]))
print(files.ftp.pwd())
