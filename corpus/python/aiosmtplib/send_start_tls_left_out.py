# One call sends the mail, in clear where no upgrade is offered. Runs as: send_start_tls_left_out HOST PORT.
# Twin: send_start_tls.py.
import asyncio
import sys
from email.message import EmailMessage

import aiosmtplib

message = EmailMessage()
message["From"] = "user@mail.example"
message["To"] = "user@mail.example"
message.set_content("hello")
asyncio.run(aiosmtplib.send(message, hostname=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret"))  # want: tls-optional-starttls "goes on in clear"
