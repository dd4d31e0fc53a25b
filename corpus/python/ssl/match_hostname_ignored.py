# The name is compared, and a wrong one only printed. Runs as: match_hostname_ignored HOST PORT.
# runs-until: Python 3.11
# Twin: match_hostname.py.
import socket
import ssl
import sys

wire = socket.create_connection((sys.argv[1], int(sys.argv[2])))
box = ssl.wrap_socket(wire, cert_reqs=ssl.CERT_REQUIRED, ca_certs="/etc/ssl/certs/ca-certificates.crt")  # note: accepts
try:
    ssl.match_hostname(box.getpeercert(), sys.argv[1])  # want: tls-verify-result-ignored "ignored"
except ssl.CertificateError as problem:
    print("wrong name:", problem)
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
