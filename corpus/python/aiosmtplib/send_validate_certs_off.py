# One call sends the mail, and is told not to verify. Runs as: send_validate_certs_off HOST PORT.
# Twin: send_default.py.
import asyncio
import sys
from email.message import EmailMessage

import aiosmtplib

message = EmailMessage()
message["From"] = "user@mail.example"
message["To"] = "user@mail.example"
message.set_content("hello")
asyncio.run(aiosmtplib.send(message, hostname=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", use_tls=True, validate_certs=False))  # want: tls-peer-verification-off "turned off"
