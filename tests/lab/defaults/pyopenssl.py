# A minimal client of pyOpenSSL: a context with the system's roots, a connection.
# speaks: imap
import socket
import sys

from OpenSSL import SSL

#@ begin OpenSSL.SSL.Context, OpenSSL.SSL.Connection
context = SSL.Context(SSL.TLS_CLIENT_METHOD)
#@ end
context.set_default_verify_paths()
#@ begin OpenSSL.SSL.Connection
context.set_verify(SSL.VERIFY_PEER)
#@ end
stream = SSL.Connection(context, socket.create_connection((sys.argv[1], int(sys.argv[2]))))
stream.set_tlsext_host_name(sys.argv[1].encode())
stream.set_connect_state()
stream.do_handshake()
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
