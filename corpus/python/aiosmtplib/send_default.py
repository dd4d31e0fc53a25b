# One call sends the mail and verifies. Runs as: send_default HOST PORT.
# Twin: send_validate_certs_off.py.
import asyncio
import sys
from email.message import EmailMessage

import aiosmtplib

message = EmailMessage()
message["From"] = "user@mail.example"
message["To"] = "user@mail.example"
message.set_content("hello")
asyncio.run(aiosmtplib.send(message, hostname=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", use_tls=True))
