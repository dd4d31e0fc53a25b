# The library verifies the chain and never the name. Runs as: chain_only HOST PORT.
# speaks: imap
# Twin: ../service_identity/verify_hostname.py.
import socket
import sys

from OpenSSL import SSL

context = SSL.Context(SSL.TLS_CLIENT_METHOD)  # want: tls-hostname-unchecked "host name"
context.set_default_verify_paths()
context.set_verify(SSL.VERIFY_PEER)
stream = SSL.Connection(context, socket.create_connection((sys.argv[1], int(sys.argv[2]))))
stream.set_tlsext_host_name(sys.argv[1].encode())
stream.set_connect_state()
stream.do_handshake()
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
