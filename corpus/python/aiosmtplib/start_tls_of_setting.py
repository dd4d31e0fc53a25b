# A switch with a default of its own says whether to upgrade: it is True or False, never left out. Twin: start_tls_of_nobody.py.
# Runs as: start_tls_of_setting HOST PORT.
import asyncio
import sys

import aiosmtplib


class Sender:
    def __init__(self, host, port, **settings):
        tls = settings.pop("tls", True)
        if not tls:
            raise ValueError("no TLS")
        self.smtp = aiosmtplib.SMTP(hostname=host, port=port, start_tls=tls)

    async def enter(self, user, password):
        await self.smtp.connect()
        await self.smtp.login(user, password)
        await self.smtp.quit()


sender = Sender(sys.argv[1], int(sys.argv[2]))
asyncio.run(sender.enter("user", "secret"))
