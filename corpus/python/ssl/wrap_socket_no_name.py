# A context without the name check, a socket wrapped without a name. Runs as: wrap_socket_no_name HOST PORT.
# Twin: create_default_context.py.
import socket
import ssl
import sys

context = ssl.create_default_context()
context.check_hostname = False  # want: tls-hostname-unchecked "host name"
box = context.wrap_socket(socket.create_connection((sys.argv[1], int(sys.argv[2]))))  # note: accepts a certificate of any name
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
