# A minimal client for each maker of a context or a connection in ssl: nothing is asked of it but the connection.
#@ not ssl._create_default_https_context: made for HTTPS, the same function as ssl.create_default_context
import imaplib
import socket
import ssl
import sys

host, port = sys.argv[1], int(sys.argv[2])
#@ begin ssl.create_default_context, ssl._create_unverified_context, ssl._create_stdlib_context
context = @creator@()
#@ end
#@ begin ssl.SSLContext
context = ssl.SSLContext(ssl.PROTOCOL_TLS)
context.load_default_certs()
#@ end
#@ begin ssl.SSLContext.wrap_socket, ssl.SSLContext.wrap_bio
context = ssl.create_default_context()
#@ end
#@ begin ssl.create_default_context, ssl._create_unverified_context, ssl._create_stdlib_context, ssl.SSLContext
box = imaplib.IMAP4_SSL(host, port, ssl_context=context)
box.login("user", "secret")
box.logout()
#@ end
#@ begin ssl.SSLContext.wrap_socket
box = context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)
#@ end
#@ begin ssl.wrap_socket
box = ssl.wrap_socket(socket.create_connection((host, port)))
#@ end
#@ begin ssl.SSLContext.wrap_socket, ssl.wrap_socket
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
#@ end
#@ begin ssl.SSLContext.wrap_bio
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
tls = context.wrap_bio(incoming, outgoing)
wire = socket.create_connection((host, port))


def pump(step, *arguments):
    while True:
        try:
            answer = step(*arguments)
            wire.sendall(outgoing.read())
            return answer
        except ssl.SSLWantReadError:
            wire.sendall(outgoing.read())
            incoming.write(wire.recv(4096))


pump(tls.do_handshake)
pump(tls.read, 1000)
pump(tls.write, b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in pump(tls.read, 1000) else 1)
#@ end
