# Anonymous FTP: there is no secret to lose. Runs as: anonymous HOST PORT.
# Twin: plain_login.py.
import ftplib
import sys

site = ftplib.FTP()
site.connect(sys.argv[1], int(sys.argv[2]))
site.login()
site.retrlines("LIST")
site.quit()
