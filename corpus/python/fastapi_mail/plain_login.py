# Neither TLS nor an upgrade. Runs as: plain_login HOST PORT.
# Twin: starttls.py.
import asyncio
import sys

from fastapi_mail import ConnectionConfig, FastMail, MessageSchema, MessageType

settings = ConnectionConfig(MAIL_USERNAME="user", MAIL_PASSWORD="secret", MAIL_FROM="user@mail.example", MAIL_SERVER=sys.argv[1],  # want: tls-cleartext-credentials "without TLS"
                            MAIL_PORT=int(sys.argv[2]), MAIL_STARTTLS=False, MAIL_SSL_TLS=False)
message = MessageSchema(subject="hello", recipients=["user@mail.example"], body="text", subtype=MessageType.plain)
asyncio.run(FastMail(settings).send_message(message))
