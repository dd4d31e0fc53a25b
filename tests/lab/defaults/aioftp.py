# A minimal client for each way to connect with aioftp: host, port, login.
# speaks: ftp
#@ not aioftp.ClientSession: the name of before 0.18, gone from this release
import asyncio
import sys

import aioftp
import aioftp.client


#@ begin aioftp.Client, aioftp.client.Client
async def login(host, port):
    client = @creator@()
    await client.connect(host, port)
    await client.login("user", "secret")
    await client.quit()
#@ end
#@ begin aioftp.Client.context
async def login(host, port):
    async with @creator@(host, port, "user", "secret") as client:
        await client.get_current_directory()
#@ end


asyncio.run(login(sys.argv[1], int(sys.argv[2])))
