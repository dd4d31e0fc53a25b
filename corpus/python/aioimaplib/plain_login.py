# A login in clear; the library knows no STARTTLS. Runs as: plain_login HOST PORT.
# Twin: default.py.
import asyncio
import sys

import aioimaplib


async def main(host, port):
    box = aioimaplib.IMAP4(host, port)
    await box.wait_hello_from_server()
    await box.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
    await box.logout()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
