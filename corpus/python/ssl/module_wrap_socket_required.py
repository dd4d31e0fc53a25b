# ssl.wrap_socket never compares the name, whatever cert_reqs says. Runs as: module_wrap_socket_required HOST PORT.
# runs-until: Python 3.11
# Twin: match_hostname.py.
import socket
import ssl
import sys

wire = socket.create_connection((sys.argv[1], int(sys.argv[2])))
box = ssl.wrap_socket(wire, cert_reqs=ssl.CERT_REQUIRED, ca_certs="/etc/ssl/certs/ca-certificates.crt")  # want: tls-hostname-unchecked "host name"
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
