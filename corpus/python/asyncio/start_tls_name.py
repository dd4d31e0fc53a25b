# StreamWriter.start_tls with the host's name. Runs as: start_tls_name HOST PORT.
# Twin: start_tls_no_name.py.
import asyncio
import ssl
import sys


async def login(host, port):
    reader, writer = await asyncio.open_connection(host, port)
    await reader.readline()
    writer.write(b"a0 STARTTLS\r\n")
    if b"a0 OK" not in await reader.readline():
        sys.exit("no TLS")
    await writer.start_tls(ssl.create_default_context(), server_hostname=host)
    writer.write(b"a1 LOGIN user secret\r\n")
    await writer.drain()
    answer = await reader.readline()
    writer.close()
    return answer


sys.exit(0 if b"a1 OK" in asyncio.run(login(sys.argv[1], int(sys.argv[2]))) else 1)
