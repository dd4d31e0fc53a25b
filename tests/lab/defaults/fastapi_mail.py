# A minimal client of fastapi-mail: both of its switches must be given.
import asyncio
import sys

import fastapi_mail
import fastapi_mail.config

#@ begin fastapi_mail.ConnectionConfig, fastapi_mail.config.ConnectionConfig
settings = @creator@(MAIL_USERNAME="user", MAIL_PASSWORD="secret", MAIL_FROM="user@mail.example", MAIL_SERVER=sys.argv[1], MAIL_PORT=int(sys.argv[2]), MAIL_STARTTLS=True, MAIL_SSL_TLS=False)
#@ end
message = fastapi_mail.MessageSchema(subject="hello", recipients=["user@mail.example"], body="text", subtype=fastapi_mail.MessageType.plain)
asyncio.run(fastapi_mail.FastMail(settings).send_message(message))
