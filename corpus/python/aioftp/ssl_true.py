# ssl=True verifies. Runs as: ssl_true HOST PORT.
# speaks: ftp
# Twin: context_unverified.py.
import asyncio
import sys

import aioftp


async def main(host, port):
    client = aioftp.Client(ssl=True)
    await client.connect(host, port)
    await client.login("user", "secret")
    print(await client.get_current_directory())
    await client.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
