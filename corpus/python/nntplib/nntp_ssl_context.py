# News over TLS with the default context; ssl_context here, context in starttls. Runs as: nntp_ssl_context HOST PORT.
# runs-until: Python 3.12
# Twin: nntp_ssl_no_context.py.
import nntplib
import ssl
import sys

news = nntplib.NNTP_SSL(sys.argv[1], int(sys.argv[2]), "user", "secret", ssl_context=ssl.create_default_context())
news.quit()
