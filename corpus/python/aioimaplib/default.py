# The library verifies by itself. Runs as: default HOST PORT.
# Twin: context_unverified.py.
import asyncio
import sys

import aioimaplib


async def main(host, port):
    box = aioimaplib.IMAP4_SSL(host, port)
    await box.wait_hello_from_server()
    await box.login("user", "secret")
    await box.logout()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
