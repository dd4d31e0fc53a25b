# The callback overrules the library. Runs as: callback_accepts_all HOST PORT.
# speaks: imap
# Twin: ../service_identity/verify_hostname.py.
import socket
import sys

from OpenSSL import SSL


def accept(connection, certificate, error, depth, verified):
    return True


context = SSL.Context(SSL.TLS_CLIENT_METHOD)
context.set_default_verify_paths()
context.set_verify(SSL.VERIFY_PEER, accept)  # want: tls-accept-all-callback "accepts"
stream = SSL.Connection(context, socket.create_connection((sys.argv[1], int(sys.argv[2]))))
stream.set_tlsext_host_name(sys.argv[1].encode())
stream.set_connect_state()
stream.do_handshake()
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
