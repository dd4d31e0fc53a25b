# A call that another thread makes. Runs as: to_thread HOST PORT.
# Twin: to_thread_context.py.
import asyncio
import smtplib
import sys


async def main(host, port):
    mail = await asyncio.to_thread(smtplib.SMTP_SSL, host, port)  # want: tls-peer-verification-missing "never verified"
    await asyncio.to_thread(mail.login, "user", "secret")
    await asyncio.to_thread(mail.quit)


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
