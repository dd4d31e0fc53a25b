# The certificate is read and printed; that proves nothing. Runs as: digest_printed HOST PORT.
# Twin: pinned_certificate.py.
import hashlib
import socket
import ssl
import sys

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
wire = socket.create_connection((sys.argv[1], int(sys.argv[2])))
box = context.wrap_socket(wire, server_hostname=sys.argv[1])  # note: accepts any certificate
print(hashlib.sha256(box.getpeercert(True)).hexdigest())
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
