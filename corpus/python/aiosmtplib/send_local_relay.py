# Without a host the mail goes to the relay on this machine. Twin: send_start_tls_left_out.py.
# not-run: talks to its own machine.
import asyncio
from email.message import EmailMessage

import aiosmtplib


async def notify(recipient):
    message = EmailMessage()
    message["From"] = "robot@example.org"
    message["To"] = recipient
    message.set_content("done")
    await aiosmtplib.send(message)


if __name__ == "__main__":
    asyncio.run(notify("someone@example.org"))
