# A minimal client for each way to TLS with AnyIO: nothing is asked of it but the connection.
# speaks: imap
import sys

import anyio
import anyio.streams.tls


async def login(host, port):
#@ begin anyio.connect_tcp
    stream = await anyio.connect_tcp(host, port, tls=True)
#@ end
#@ begin anyio.streams.tls.TLSStream.wrap
    stream = await anyio.streams.tls.TLSStream.wrap(await anyio.connect_tcp(host, port), hostname=host)
#@ end
    await stream.receive(1000)
    await stream.send(b"a1 LOGIN user secret\r\n")
    return b"a1 OK" in await stream.receive(1000)


sys.exit(not anyio.run(login, sys.argv[1], int(sys.argv[2])))
