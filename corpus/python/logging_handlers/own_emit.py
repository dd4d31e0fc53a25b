# A handler of one's own sends with a verifying context. Runs as: own_emit HOST PORT.
# Twin: secure_empty.py.
import logging
import smtplib
import ssl
import sys


class Mail(logging.Handler):
    def emit(self, record):
        mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
        mail.starttls(context=ssl.create_default_context())
        mail.login("user", "secret")
        mail.sendmail("user@example.org", ["root@example.org"], "Subject: trouble\r\n\r\n" + self.format(record))
        mail.quit()


logging.getLogger().addHandler(Mail())
logging.error("trouble")
