# A call that an executor of the loop makes. Runs as: run_in_executor HOST PORT.
# Twin: to_thread_context.py.
import asyncio
import smtplib
import sys


async def main(host, port):
    loop = asyncio.get_running_loop()
    mail = await loop.run_in_executor(None, smtplib.SMTP_SSL, host, port)  # want: tls-peer-verification-missing "never verified"
    await loop.run_in_executor(None, mail.login, "user", "secret")
    await loop.run_in_executor(None, mail.quit)


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
