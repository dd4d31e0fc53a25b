# The upgrade is required, and verifies. Runs as: send_start_tls HOST PORT.
# Twin: send_start_tls_none.py.
import asyncio
import sys
from email.message import EmailMessage

import aiosmtplib

message = EmailMessage()
message["From"] = "user@mail.example"
message["To"] = "user@mail.example"
message.set_content("hello")
asyncio.run(aiosmtplib.send(message, hostname=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", start_tls=True))
