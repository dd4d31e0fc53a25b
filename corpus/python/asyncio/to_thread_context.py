# The same with a context. Runs as: to_thread_context HOST PORT.
# Twin: to_thread.py.
import asyncio
import smtplib
import ssl
import sys


async def main(host, port):
    mail = await asyncio.to_thread(smtplib.SMTP_SSL, host, port, context=ssl.create_default_context())
    await asyncio.to_thread(mail.login, "user", "secret")
    await asyncio.to_thread(mail.quit)


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
