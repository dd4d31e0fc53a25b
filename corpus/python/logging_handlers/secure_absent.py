# Credentials and no secure: the password leaves in clear with each error. Runs as: secure_absent HOST PORT.
# Twin: own_emit.py.
import logging
import logging.handlers
import sys

address = (sys.argv[1], int(sys.argv[2]))
handler = logging.handlers.SMTPHandler(address, "user@example.org", ["root@example.org"], "trouble", credentials=("user", "secret"))  # want: tls-cleartext-credentials "without TLS"
logging.getLogger().addHandler(handler)
logging.error("trouble")
