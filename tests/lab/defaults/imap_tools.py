# A minimal client for each class of imap-tools: host, port, login.
#@ not imap_tools.MailBoxTls, imap_tools.mailbox.MailBoxTls: the names of before 1.11, gone from this release
import sys

import imap_tools
import imap_tools.mailbox

#@ begin imap_tools.MailBox, imap_tools.mailbox.MailBox, imap_tools.MailBoxStartTls, imap_tools.mailbox.MailBoxStartTls, imap_tools.MailBoxUnencrypted, imap_tools.mailbox.MailBoxUnencrypted
box = @creator@(sys.argv[1], int(sys.argv[2]))
#@ end
box.login("user", "secret")
box.logout()
