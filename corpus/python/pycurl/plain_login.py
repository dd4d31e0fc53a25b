# A login in clear. Runs as: plain_login HOST PORT.
# Twin: use_ssl_all.py.
import io
import sys

import pycurl

curl = pycurl.Curl()
curl.setopt(curl.URL, "imap://" + sys.argv[1] + ":" + sys.argv[2] + "/")
curl.setopt(pycurl.USERPWD, "user:secret")
curl.setopt(curl.WRITEDATA, io.BytesIO())
curl.perform()  # want: tls-cleartext-credentials "without TLS"
curl.close()
