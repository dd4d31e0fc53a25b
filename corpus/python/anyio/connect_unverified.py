# A context that checks nothing. Runs as: connect_unverified HOST PORT.
# speaks: imap
# Twin: connect_tls.py.
import ssl
import sys

import anyio


async def main(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # want: tls-peer-verification-missing "never verified"
    stream = await anyio.connect_tcp(host, port, ssl_context=context)
    await stream.receive(1000)
    await stream.send(b"a1 LOGIN user secret\r\n")
    return b"a1 OK" in await stream.receive(1000)


sys.exit(not anyio.run(main, sys.argv[1], int(sys.argv[2])))
