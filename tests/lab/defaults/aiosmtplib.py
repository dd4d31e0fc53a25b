# A minimal client for each way to send with aiosmtplib: host, port, login.
import asyncio
import sys
from email.message import EmailMessage

import aiosmtplib
import aiosmtplib.api
import aiosmtplib.smtp


#@ begin aiosmtplib.SMTP, aiosmtplib.smtp.SMTP
async def login(host, port):
    mail = @creator@(hostname=host, port=port)
    await mail.connect()
    await mail.login("user", "secret")
    await mail.quit()
#@ end
#@ begin aiosmtplib.send, aiosmtplib.api.send
async def login(host, port):
    message = EmailMessage()
    message["From"] = message["To"] = "user@mail.example"
    message.set_content("hello")
    await @creator@(message, hostname=host, port=port, username="user", password="secret")
#@ end


asyncio.run(login(sys.argv[1], int(sys.argv[2])))
