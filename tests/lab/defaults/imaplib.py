# A minimal client for each class of imaplib: host, port, login.
import imaplib
import sys

#@ begin imaplib.IMAP4, imaplib.IMAP4_SSL
box = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
#@ begin imaplib.IMAP4_stream
box = @creator@("openssl s_client -quiet -connect %s:%s" % (sys.argv[1], sys.argv[2]))
#@ end
box.login("user", "secret")
box.logout()
