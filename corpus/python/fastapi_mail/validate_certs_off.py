# The upgrade is told not to verify. Runs as: validate_certs_off HOST PORT.
# Twin: starttls.py.
import asyncio
import sys

from fastapi_mail import ConnectionConfig, FastMail, MessageSchema, MessageType

settings = ConnectionConfig(MAIL_USERNAME="user", MAIL_PASSWORD="secret", MAIL_FROM="user@mail.example", MAIL_SERVER=sys.argv[1],
                            MAIL_PORT=int(sys.argv[2]), MAIL_STARTTLS=True, MAIL_SSL_TLS=False, VALIDATE_CERTS=False)  # want: tls-peer-verification-off "turned off"
message = MessageSchema(subject="hello", recipients=["user@mail.example"], body="text", subtype=MessageType.plain)
asyncio.run(FastMail(settings).send_message(message))
