# The upgrade is switched off and the login goes out. Runs as: start_tls_off HOST PORT.
# Twin: starttls.py.
import asyncio
import sys

import aiosmtplib


async def main(host, port):
    mail = aiosmtplib.SMTP(hostname=host, port=port, start_tls=False)
    await mail.connect()
    await mail.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
    await mail.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
