# What says whether to upgrade is left out by default: then the library goes on in clear. Twin: start_tls_of_setting.py.
# Runs as: start_tls_of_nobody HOST PORT.
import asyncio
import sys

import aiosmtplib


class Sender:
    def __init__(self, host, port, **settings):
        tls = settings.pop("tls", None)
        self.smtp = aiosmtplib.SMTP(hostname=host, port=port, start_tls=tls)

    async def enter(self, user, password):
        await self.smtp.connect()  # want: tls-optional-starttls "goes on in clear"
        await self.smtp.login(user, password)
        await self.smtp.quit()


sender = Sender(sys.argv[1], int(sys.argv[2]))
asyncio.run(sender.enter("user", "secret"))
