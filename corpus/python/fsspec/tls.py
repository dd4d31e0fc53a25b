# TLS that verifies nobody. Runs as: tls HOST PORT.
# Twin: anonymous.py.
import sys

from fsspec.implementations.ftp import FTPFileSystem

files = FTPFileSystem(sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", tls=True)  # want: tls-peer-verification-missing "never verified"
print(files.ftp.pwd())
