# The green twin of a function that verifies nobody. Runs as: wrap_ssl HOST PORT.
# speaks: imap
# runs-until: Python 3.11
# Twin: ../ssl/create_default_context.py.
import sys

import eventlet

stream = eventlet.wrap_ssl(eventlet.connect((sys.argv[1], int(sys.argv[2]))))  # want: tls-peer-verification-missing "never verified"
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
