# A context of its own wins over validate_certs. Runs as: context_wins HOST PORT.
# Twin: validate_certs_off.py.
import asyncio
import ssl
import sys

import aiosmtplib


async def main(host, port):
    mail = aiosmtplib.SMTP(hostname=host, port=port, use_tls=True, validate_certs=False, tls_context=ssl.create_default_context())
    await mail.connect()
    await mail.login("user", "secret")
    await mail.quit()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
