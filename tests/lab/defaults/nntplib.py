# A minimal client for each class of nntplib: host, port, login.
import nntplib
import sys

#@ begin nntplib.NNTP, nntplib.NNTP_SSL
news = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
news.login("user", "secret")
news.quit()
