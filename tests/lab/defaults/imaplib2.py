# A minimal client for each class of imaplib2: host, port, login.
import sys

import imaplib2
import imaplib2.imaplib2

#@ begin imaplib2.IMAP4, imaplib2.imaplib2.IMAP4, imaplib2.IMAP4_SSL, imaplib2.imaplib2.IMAP4_SSL
box = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
box.login("user", "secret")
box.logout()
