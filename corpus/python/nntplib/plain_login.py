# News in clear: the constructor logs in before any starttls could run. Runs as: plain_login HOST PORT.
# runs-until: Python 3.12
# Twin: nntp_ssl_context.py.
import nntplib
import sys

news = nntplib.NNTP(sys.argv[1], int(sys.argv[2]), "user", "secret")  # want: tls-cleartext-credentials "without TLS"
news.quit()
