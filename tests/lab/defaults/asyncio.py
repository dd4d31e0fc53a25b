# A minimal client for each way to connect with asyncio: TLS with whatever it brings by itself.
import asyncio
import asyncio.streams
import ssl
import sys


#@ begin asyncio.open_connection, asyncio.streams.open_connection
async def login(host, port):
    reader, writer = await @creator@(host, port, ssl=True)
    await reader.readline()
    writer.write(b"a1 LOGIN user secret\r\n")
    await writer.drain()
    return await reader.readline()
#@ end
#@ begin asyncio.AbstractEventLoop.create_connection, asyncio.AbstractEventLoop.start_tls
class Wire(asyncio.Protocol):
    def __init__(self):
        self.lines = asyncio.Queue()

    def data_received(self, data):
        self.lines.put_nowait(data)


async def login(host, port):
    loop = asyncio.get_running_loop()
#@ end
#@ begin asyncio.AbstractEventLoop.create_connection
    transport, wire = await loop.create_connection(Wire, host, port, ssl=True)
    await wire.lines.get()
#@ end
#@ begin asyncio.AbstractEventLoop.start_tls
    transport, wire = await loop.create_connection(Wire, host, port)
    await wire.lines.get()
    transport.write(b"a0 STARTTLS\r\n")
    if b"a0 OK" not in await wire.lines.get():
        sys.exit("no TLS")
    transport = await loop.start_tls(transport, wire, ssl.create_default_context())
#@ end
#@ begin asyncio.AbstractEventLoop.create_connection, asyncio.AbstractEventLoop.start_tls
    transport.write(b"a1 LOGIN user secret\r\n")
    return await wire.lines.get()
#@ end


sys.exit(0 if b"a1 OK" in asyncio.run(asyncio.wait_for(login(sys.argv[1], int(sys.argv[2])), 20)) else 1)
