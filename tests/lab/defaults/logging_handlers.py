# A minimal log handler that mails: address and credentials.
import logging
import logging.handlers
import sys

#@ begin logging.handlers.SMTPHandler
handler = @creator@((sys.argv[1], int(sys.argv[2])), "user@example.org", ["root@example.org"], "trouble", ("user", "secret"))
#@ end
logging.getLogger().addHandler(handler)
logging.error("trouble")
