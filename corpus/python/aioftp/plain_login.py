# A login in clear. Runs as: plain_login HOST PORT.
# Twin: upgrade_to_tls.py.
import asyncio
import sys

import aioftp


async def main(host, port):
    client = aioftp.Client()
    await client.connect(host, port)
    await client.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
    print(await client.get_current_directory())
    await client.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
