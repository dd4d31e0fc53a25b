# The upgrade verifies by itself. Runs as: starttls HOST PORT.
# Twin: starttls_validate_certs_off.py.
import asyncio
import sys

import aiosmtplib


async def main(host, port):
    mail = aiosmtplib.SMTP(hostname=host, port=port, start_tls=False)
    await mail.connect()
    await mail.starttls()
    await mail.login("user", "secret")
    await mail.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
