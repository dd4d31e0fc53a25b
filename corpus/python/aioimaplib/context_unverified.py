# A context that checks nothing. Runs as: context_unverified HOST PORT.
# Twin: default.py.
import asyncio
import ssl
import sys

import aioimaplib


async def main(host, port):
    context = ssl._create_unverified_context()  # want: tls-peer-verification-off "turned off"
    box = aioimaplib.IMAP4_SSL(host, port, ssl_context=context)
    await box.wait_hello_from_server()
    await box.login("user", "secret")
    await box.logout()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
