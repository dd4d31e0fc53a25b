# No chain, no name, but the one known certificate: its digest is compared before the login. Runs as: pinned_certificate HOST PORT.
# not-run: knows the digest of one certificate only.
# Twin: digest_printed.py.
import hashlib
import socket
import ssl
import sys

KNOWN = "5d7dcb0fdc0b6a1fe0d3f1a8ab8d5c4a6b0a6a3f5d1f9ce7f40c0f7a1f5c9e21"

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
box = context.wrap_socket(socket.create_connection((sys.argv[1], int(sys.argv[2]))), server_hostname=sys.argv[1])
if hashlib.sha256(box.getpeercert(True)).hexdigest() != KNOWN:
    box.close()
    sys.exit("not our server")
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
