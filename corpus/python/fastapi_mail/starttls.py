# The upgrade is required and verifies. Runs as: starttls HOST PORT.
# Twin: validate_certs_off.py.
import asyncio
import sys

from fastapi_mail import ConnectionConfig, FastMail, MessageSchema, MessageType

settings = ConnectionConfig(MAIL_USERNAME="user", MAIL_PASSWORD="secret", MAIL_FROM="user@mail.example", MAIL_SERVER=sys.argv[1],
                            MAIL_PORT=int(sys.argv[2]), MAIL_STARTTLS=True, MAIL_SSL_TLS=False)
message = MessageSchema(subject="hello", recipients=["user@mail.example"], body="text", subtype=MessageType.plain)
asyncio.run(FastMail(settings).send_message(message))
