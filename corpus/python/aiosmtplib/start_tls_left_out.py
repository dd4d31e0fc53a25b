# The library upgrades where the server offers it, and logs in anyway. Runs as: start_tls_left_out HOST PORT.
# Twin: starttls.py.
import asyncio
import sys

import aiosmtplib


async def main(host, port):
    mail = aiosmtplib.SMTP(hostname=host, port=port)
    await mail.connect()  # want: tls-optional-starttls "goes on in clear"
    await mail.login("user", "secret")
    await mail.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
