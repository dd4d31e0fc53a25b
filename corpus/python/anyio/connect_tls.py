# tls=True verifies. Runs as: connect_tls HOST PORT.
# speaks: imap
# Twin: connect_unverified.py.
import sys

import anyio


async def main(host, port):
    stream = await anyio.connect_tcp(host, port, tls=True)
    await stream.receive(1000)
    await stream.send(b"a1 LOGIN user secret\r\n")
    return b"a1 OK" in await stream.receive(1000)


sys.exit(not anyio.run(main, sys.argv[1], int(sys.argv[2])))
