# STARTTLS only if the server lists it. Runs as: getcapabilities_guard HOST PORT.
# runs-until: Python 3.12
# Twin: starttls_context.py.
import nntplib
import ssl
import sys

news = nntplib.NNTP(sys.argv[1], int(sys.argv[2]))
if "STARTTLS" in news.getcapabilities():  # want: tls-optional-starttls "goes on in clear"
    news.starttls(ssl.create_default_context())
news.login("user", "secret")
news.quit()
