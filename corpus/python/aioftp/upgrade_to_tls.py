# An upgrade that verifies, data and all. Runs as: upgrade_to_tls HOST PORT.
# Twin: plain_login.py.
import asyncio
import sys

import aioftp


async def main(host, port):
    client = aioftp.Client()
    await client.connect(host, port)
    await client.upgrade_to_tls()
    await client.login("user", "secret")
    print(await client.get_current_directory())
    await client.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
