# The callback lets in who signs for himself, and refuses the rest. Runs as: callback_forgives HOST PORT.
# speaks: imap
# Twin: ../service_identity/verify_hostname.py.
import socket
import sys

from OpenSSL import SSL

SELF_SIGNED = 18


def judge(connection, certificate, error, depth, verified):
    if not verified and error == SELF_SIGNED:
        print("self-signed:", certificate.get_subject(), file=sys.stderr)
        return True
    return verified


context = SSL.Context(SSL.TLS_CLIENT_METHOD)
context.set_default_verify_paths()
context.set_verify(SSL.VERIFY_PEER, judge)  # want: tls-accept-all-callback "self-signed"
stream = SSL.Connection(context, socket.create_connection((sys.argv[1], int(sys.argv[2]))))
stream.set_tlsext_host_name(sys.argv[1].encode())
stream.set_connect_state()
stream.do_handshake()
stream.recv(1000)
stream.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(b"a1 OK" not in stream.recv(1000))
