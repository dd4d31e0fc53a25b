# The chain by the library, the name by service_identity. Runs as: verify_hostname HOST PORT.
# speaks: imap
# mutation-ok: do_handshake: the first bytes sent make up for it, and the name is checked then
# Twin: ../pyopenssl/chain_only.py.
import socket
import sys

from OpenSSL import SSL
from service_identity.pyopenssl import verify_hostname

context = SSL.Context(SSL.TLS_CLIENT_METHOD)
context.set_default_verify_paths()
context.set_verify(SSL.VERIFY_PEER)
stream = SSL.Connection(context, socket.create_connection((sys.argv[1], int(sys.argv[2]))))
stream.set_tlsext_host_name(sys.argv[1].encode())
stream.set_connect_state()
stream.do_handshake()
verify_hostname(stream, sys.argv[1])
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
