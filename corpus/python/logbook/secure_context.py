# A context that verifies. Runs as: secure_context HOST PORT.
# Twin: secure_true.py.
import ssl
import sys

import logbook

handler = logbook.MailHandler("user@mail.example", ["user@mail.example"], server_addr=(sys.argv[1], int(sys.argv[2])), credentials=("user", "secret"),
                              secure=ssl.create_default_context(), starttls=False, level="ERROR")
with handler.applicationbound():
    logbook.Logger("case").error("hello")
