# wrap_bio without server_hostname skips the name check silently, default context or not. Runs as: wrap_bio_no_name HOST PORT.
# Twin: wrap_bio_name.py.
import socket
import ssl
import sys

incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
tls = ssl.create_default_context().wrap_bio(incoming, outgoing)  # want: tls-hostname-unchecked "host name"
wire = socket.create_connection((sys.argv[1], int(sys.argv[2])))


def pump(step, *arguments):
    while True:
        try:
            answer = step(*arguments)  # note: accepts a certificate of any name
            wire.sendall(outgoing.read())
            return answer
        except ssl.SSLWantReadError:
            wire.sendall(outgoing.read())
            incoming.write(wire.recv(4096))


pump(tls.do_handshake)
pump(tls.read, 1000)
pump(tls.write, b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in pump(tls.read, 1000) else 1)
