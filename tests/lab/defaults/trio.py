# A minimal client for each way to TLS with trio: the standard library's context, and what the call brings by itself.
# speaks: imap
import ssl
import sys

import trio


async def login(host, port):
#@ begin trio.SSLStream
    stream = trio.SSLStream(await trio.open_tcp_stream(host, port), ssl.create_default_context(), server_hostname=host)
#@ end
#@ begin trio.open_ssl_over_tcp_stream
    stream = await trio.open_ssl_over_tcp_stream(host, port)
#@ end
    await stream.receive_some(1000)
    await stream.send_all(b"a1 LOGIN user secret\r\n")
    return b"a1 OK" in await stream.receive_some(1000)


sys.exit(not trio.run(login, sys.argv[1], int(sys.argv[2])))
