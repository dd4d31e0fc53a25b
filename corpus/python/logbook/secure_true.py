# True asks for TLS, not for a check. Runs as: secure_true HOST PORT.
# Twin: secure_context.py.
import sys

import logbook

handler = logbook.MailHandler("user@mail.example", ["user@mail.example"], server_addr=(sys.argv[1], int(sys.argv[2])), credentials=("user", "secret"),  # want: tls-peer-verification-missing "never verified"
                              secure=True, starttls=False, level="ERROR")
with handler.applicationbound():
    logbook.Logger("case").error("hello")
