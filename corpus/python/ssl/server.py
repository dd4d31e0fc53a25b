# A mail server: it asks no client for a certificate, and that is normal. Runs as: server HOST PORT.
# not-run: waits for clients.
# Twin: sslcontext_protocol_tls.py, the same context in a client.
import socket
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS)
context.load_cert_chain("server.pem", "server.key")
listener = socket.create_server((sys.argv[1], int(sys.argv[2])))
client, address = listener.accept()
connection = context.wrap_socket(client, server_side=True)
connection.sendall(b"* OK ready\r\n")
connection.close()
