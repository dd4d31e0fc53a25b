# The upgrade is told not to verify. Runs as: starttls_validate_certs_off HOST PORT.
# Twin: starttls.py.
import asyncio
import sys

import aiosmtplib


async def main(host, port):
    mail = aiosmtplib.SMTP(hostname=host, port=port, start_tls=False)
    await mail.connect()
    await mail.starttls(validate_certs=False)  # want: tls-peer-verification-off "turned off"
    await mail.login("user", "secret")
    await mail.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
