# The chain is verified, and the comparison of the name is taken out. Runs as: check_taken_out HOST PORT.
# not-run: the lab does not install the library
# Twin: set_verify.py.
import imaplib
import sys

from M2Crypto import SSL

context = SSL.Context()
context.set_default_verify_paths()
context.set_verify(SSL.verify_peer | SSL.verify_fail_if_no_peer_cert, 10)
connection = SSL.Connection(context)
connection.set_post_connection_check_callback(None)  # want: tls-hostname-unchecked "name"
connection.connect((sys.argv[1], int(sys.argv[2])))
connection.write(b"a1 LOGIN user secret\r\n")
connection.close()
