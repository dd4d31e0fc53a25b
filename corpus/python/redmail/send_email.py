# The short form cannot verify. Runs as: send_email HOST PORT.
# Twin: smtp_ssl_context.py.
import sys

import redmail

redmail.send_email(host=sys.argv[1], port=int(sys.argv[2]), username="user", password="secret", subject="hello",  # want: tls-peer-verification-missing "never verified"
                   sender="user@mail.example", receivers=["user@mail.example"], text="hello")
