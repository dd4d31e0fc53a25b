# The same mistake in a with statement and under an imported name. Runs as: smtp_ssl_with HOST PORT.
# Twin: smtp_ssl_with_context.py.
import sys
from smtplib import SMTP_SSL as Mail

with Mail(sys.argv[1], int(sys.argv[2]), timeout=20) as mail:  # want: tls-peer-verification-missing "never verified"
    mail.login("user", "secret")
