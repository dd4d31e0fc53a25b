# No credentials: the relay takes the report without a login. Runs as: no_credentials HOST PORT.
# Twin: secure_absent.py.
import logging
import logging.handlers
import sys

handler = logging.handlers.SMTPHandler((sys.argv[1], int(sys.argv[2])), "user@example.org", ["root@example.org"], "trouble")
logging.getLogger().addHandler(handler)
logging.error("trouble")
