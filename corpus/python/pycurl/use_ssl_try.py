# An upgrade if the server says it can. Runs as: use_ssl_try HOST PORT.
# Twin: use_ssl_all.py.
import io
import sys

import pycurl

curl = pycurl.Curl()
curl.setopt(curl.URL, "imap://" + sys.argv[1] + ":" + sys.argv[2] + "/")
curl.setopt(pycurl.USERPWD, "user:secret")
curl.setopt(pycurl.USE_SSL, pycurl.USESSL_TRY)  # want: tls-optional-starttls "goes on in clear"
curl.setopt(curl.WRITEDATA, io.BytesIO())
curl.perform()
curl.close()
