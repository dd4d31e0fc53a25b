# A log handler that mails errors over STARTTLS: secure=() never verifies, in any version. Runs as: secure_empty HOST PORT.
# Twin: own_emit.py.
import logging
import logging.handlers
import sys

address = (sys.argv[1], int(sys.argv[2]))
handler = logging.handlers.SMTPHandler(address, "user@example.org", ["root@example.org"], "trouble", ("user", "secret"), secure=())  # want: tls-peer-verification-missing "never verified"
logging.getLogger().addHandler(handler)
logging.error("trouble")
