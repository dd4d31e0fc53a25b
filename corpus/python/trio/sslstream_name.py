# The name is there to be compared. Runs as: sslstream_name HOST PORT.
# speaks: imap
# Twin: sslstream_no_name.py.
import ssl
import sys

import trio


async def main(host, port):
    stream = trio.SSLStream(await trio.open_tcp_stream(host, port), ssl.create_default_context(), server_hostname=host)
    await stream.receive_some(1000)
    await stream.send_all(b"a1 LOGIN user secret\r\n")
    return b"a1 OK" in await stream.receive_some(1000)


sys.exit(not trio.run(main, sys.argv[1], int(sys.argv[2])))
