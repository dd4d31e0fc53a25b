# A minimal log handler that mails: address and credentials.
# speaks: smtp
import sys

import logbook
import logbook.handlers

#@ begin logbook.MailHandler, logbook.handlers.MailHandler
handler = @creator@("user@mail.example", ["user@mail.example"], server_addr=(sys.argv[1], int(sys.argv[2])), credentials=("user", "secret"), level="ERROR")
#@ end
with handler.applicationbound():
    logbook.Logger("case").error("hello")
