# The upgrade is required, and verifies. Runs as: use_ssl_all HOST PORT.
# mutation-ok: setopt: a single line says which option it was; plain_login.py is the case without
# Twin: use_ssl_try.py.
import io
import sys

import pycurl

curl = pycurl.Curl()
curl.setopt(curl.URL, "imap://" + sys.argv[1] + ":" + sys.argv[2] + "/")
curl.setopt(pycurl.USERPWD, "user:secret")
curl.setopt(pycurl.USE_SSL, pycurl.USESSL_ALL)
curl.setopt(curl.WRITEDATA, io.BytesIO())
curl.perform()
curl.close()
