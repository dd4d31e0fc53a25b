# Nothing asks for verification. Runs as: no_set_verify HOST PORT.
# speaks: imap
# Twin: ../service_identity/verify_hostname.py.
import socket
import sys

from OpenSSL import SSL

context = SSL.Context(SSL.TLS_CLIENT_METHOD)  # want: tls-peer-verification-missing "never verified"
context.set_default_verify_paths()
stream = SSL.Connection(context, socket.create_connection((sys.argv[1], int(sys.argv[2]))))
stream.set_tlsext_host_name(sys.argv[1].encode())
stream.set_connect_state()
stream.do_handshake()
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
