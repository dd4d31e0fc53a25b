# ssl=True verifies chain and name. Runs as: open_connection HOST PORT.
# Twin: open_connection_unverified.py, open_connection_empty_name.py.
# mutation-ok: ssl: a stream in clear is no finding before a login, and streams know no login
import asyncio
import sys


async def login(host, port):
    reader, writer = await asyncio.open_connection(host, port, ssl=True)
    await reader.readline()
    writer.write(b"a1 LOGIN user secret\r\n")
    await writer.drain()
    answer = await reader.readline()
    writer.close()
    return answer


sys.exit(0 if b"a1 OK" in asyncio.run(login(sys.argv[1], int(sys.argv[2]))) else 1)
