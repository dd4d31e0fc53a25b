# The library verifies until it is told not to. Runs as: validate_certs_off HOST PORT.
# Twin: default.py.
import asyncio
import sys

import aiosmtplib


async def main(host, port):
    mail = aiosmtplib.SMTP(hostname=host, port=port, use_tls=True, validate_certs=False)  # want: tls-peer-verification-off "turned off"
    await mail.connect()
    await mail.login("user", "secret")
    await mail.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
