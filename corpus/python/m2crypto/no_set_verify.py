# A context that is told nothing compares the name and verifies no chain. Runs as: no_set_verify HOST PORT.
# not-run: the lab does not install the library
# Twin: set_verify.py.
import imaplib
import sys

from M2Crypto import SSL

context = SSL.Context()  # want: tls-peer-verification-missing "never verified"
connection = SSL.Connection(context)
connection.connect((sys.argv[1], int(sys.argv[2])))
connection.write(b"a1 LOGIN user secret\r\n")
connection.close()
