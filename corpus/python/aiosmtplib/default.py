# TLS from the start, everything else left to the library: it verifies. Runs as: default HOST PORT.
# Twin: validate_certs_off.py.
import asyncio
import sys

import aiosmtplib


async def main(host, port):
    mail = aiosmtplib.SMTP(hostname=host, port=port, use_tls=True)
    await mail.connect()
    await mail.login("user", "secret")
    await mail.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
