# A minimal client of fsspec's FTP: host, port, login.
# speaks: ftp
import sys

import fsspec.implementations.ftp

#@ begin fsspec.implementations.ftp.FTPFileSystem
files = @creator@(sys.argv[1], port=int(sys.argv[2]), username="user", password="secret")
#@ end
print(files.ftp.pwd())
