# The pattern to copy: a default context and the host's name. Runs as: create_default_context HOST PORT.
# Twin: every other file of this folder.
import socket
import ssl
import sys

host, port = sys.argv[1], int(sys.argv[2])
context = ssl.create_default_context()
with context.wrap_socket(socket.create_connection((host, port)), server_hostname=host) as box:
    box.recv(1000)
    box.sendall(b"a1 LOGIN user secret\r\n")
    sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
