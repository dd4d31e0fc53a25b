# A minimal client for each class of poplib: host, port, login.
import poplib
import sys

#@ begin poplib.POP3, poplib.POP3_SSL
box = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
box.user("user")
box.pass_("secret")
box.quit()
