# Files kept on a server over FTP with TLS, whose certificate nobody verifies. Runs as: ftps.
# not-run: the lab does not install the library
# Twin: anonymous.py.
from storages.backends.ftp import FTPStorage

files = FTPStorage(location="ftps://user:secret@files.example.org:21/")  # want: tls-peer-verification-missing "never verified"
files.exists("hello.txt")
