# News with STARTTLS and the default context. Runs as: starttls_context HOST PORT.
# runs-until: Python 3.12
# Twin: starttls_no_context.py.
import nntplib
import ssl
import sys

news = nntplib.NNTP(sys.argv[1], int(sys.argv[2]))
news.starttls(context=ssl.create_default_context())
news.login("user", "secret")
news.quit()
