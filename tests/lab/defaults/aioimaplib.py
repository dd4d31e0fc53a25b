# A minimal client for each class of aioimaplib: host, port, login.
import asyncio
import sys

import aioimaplib
import aioimaplib.aioimaplib


async def login(host, port):
#@ begin aioimaplib.IMAP4, aioimaplib.aioimaplib.IMAP4, aioimaplib.IMAP4_SSL, aioimaplib.aioimaplib.IMAP4_SSL
    box = @creator@(host, port)
#@ end
    await box.wait_hello_from_server()
    await box.login("user", "secret")
    await box.logout()


asyncio.run(login(sys.argv[1], int(sys.argv[2])))
