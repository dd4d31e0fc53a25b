# A context that verifies the chain; connecting compares the name. Runs as: set_verify HOST PORT.
# not-run: the lab does not install the library
# mutation-ok: connect: without a connection nothing is sent
# Twin: no_set_verify.py.
import imaplib
import sys

from M2Crypto import SSL

context = SSL.Context()
context.set_default_verify_paths()
context.set_verify(SSL.verify_peer | SSL.verify_fail_if_no_peer_cert, 10)
connection = SSL.Connection(context)
connection.connect((sys.argv[1], int(sys.argv[2])))
connection.write(b"a1 LOGIN user secret\r\n")
connection.close()
