# News over TLS with nothing that verifies. Runs as: nntp_ssl_no_context HOST PORT.
# runs-until: Python 3.12
# Twin: nntp_ssl_context.py.
import nntplib
import sys

news = nntplib.NNTP_SSL(sys.argv[1], int(sys.argv[2]), "user", "secret")  # want: tls-peer-verification-missing "never verified"
news.quit()
