# A context that checks nothing. Runs as: context_unverified HOST PORT.
# speaks: ftp
# Twin: ssl_true.py.
import asyncio
import ssl
import sys

import aioftp


async def main(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # want: tls-peer-verification-missing "never verified"
    client = aioftp.Client(ssl=context)
    await client.connect(host, port)
    await client.login("user", "secret")
    print(await client.get_current_directory())
    await client.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
