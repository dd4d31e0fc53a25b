# News in clear: the constructor logs in before any starttls could run. Runs as: plain_login HOST PORT.
# not-run: nntplib went with Python 3.13.
# Twin: nntp_ssl_context.py.
import nntplib
import sys

news = nntplib.NNTP(sys.argv[1], int(sys.argv[2]), "user", "secret")  # want: tls-cleartext-credentials "without TLS"
news.quit()
