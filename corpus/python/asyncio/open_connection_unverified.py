# A context that checks nothing, in a coroutine. Runs as: open_connection_unverified HOST PORT.
# Twin: open_connection.py.
import asyncio
import ssl
import sys


async def login(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # want: tls-peer-verification-missing "never verified"
    reader, writer = await asyncio.open_connection(host, port, ssl=context)  # note: accepts any certificate
    await reader.readline()
    writer.write(b"a1 LOGIN user secret\r\n")
    await writer.drain()
    answer = await reader.readline()
    writer.close()
    return answer


sys.exit(0 if b"a1 OK" in asyncio.run(login(sys.argv[1], int(sys.argv[2]))) else 1)
