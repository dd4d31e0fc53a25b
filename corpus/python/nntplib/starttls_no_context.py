# News with STARTTLS and no context. Runs as: starttls_no_context HOST PORT.
# runs-until: Python 3.12
# Twin: starttls_context.py.
import nntplib
import sys

news = nntplib.NNTP(sys.argv[1], int(sys.argv[2]))
news.starttls()  # want: tls-peer-verification-missing "never verified"
news.login("user", "secret")
news.quit()
