# The old pattern that was right: chain by wrap_socket, name by match_hostname, which raises. Runs as: match_hostname HOST PORT.
# runs-until: Python 3.11
# Twin: module_wrap_socket.py, match_hostname_ignored.py.
import socket
import ssl
import sys

wire = socket.create_connection((sys.argv[1], int(sys.argv[2])))
box = ssl.wrap_socket(wire, cert_reqs=ssl.CERT_REQUIRED, ca_certs="/etc/ssl/certs/ca-certificates.crt")
ssl.match_hostname(box.getpeercert(), sys.argv[1])
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
