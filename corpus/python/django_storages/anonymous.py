# Files on a public server, without a secret. Runs as: anonymous.
# not-run: the lab does not install the library
# Twin: ftps.py.
from storages.backends.ftp import FTPStorage

files = FTPStorage(location="ftp://anonymous:guest@files.example.org:21/")
files.exists("hello.txt")
