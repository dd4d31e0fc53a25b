# A minimal client of eventlet's way to TLS.
# speaks: imap
# runs-until: Python 3.11
import sys

import eventlet
import eventlet.convenience

#@ begin eventlet.wrap_ssl, eventlet.convenience.wrap_ssl
stream = @creator@(eventlet.connect((sys.argv[1], int(sys.argv[2]))))
#@ end
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
