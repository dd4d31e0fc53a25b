# A login in clear. Runs as: plain_login HOST PORT.
# Twin: anonymous.py.
import sys

from fsspec.implementations.ftp import FTPFileSystem

files = FTPFileSystem(sys.argv[1], port=int(sys.argv[2]), username="user", password="secret")  # want: tls-cleartext-credentials "without TLS"
print(files.ftp.pwd())
