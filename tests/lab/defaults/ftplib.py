# A minimal client for each class of ftplib: host, port, login, a listing.
import ftplib
import sys

#@ begin ftplib.FTP, ftplib.FTP_TLS
site = @creator@()
#@ end
site.connect(sys.argv[1], int(sys.argv[2]))
site.login("user", "secret")
site.retrlines("LIST", print)
site.quit()
