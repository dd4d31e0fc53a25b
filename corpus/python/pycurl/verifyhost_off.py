# The chain is checked, the name is not. Runs as: verifyhost_off HOST PORT.
# Twin: verifies.py.
import io
import sys

import pycurl

curl = pycurl.Curl()
curl.setopt(curl.URL, "imaps://" + sys.argv[1] + ":" + sys.argv[2] + "/")
curl.setopt(pycurl.USERPWD, "user:secret")
curl.setopt(curl.SSL_VERIFYHOST, False)  # want: tls-hostname-unchecked "host name"
curl.setopt(curl.WRITEDATA, io.BytesIO())
curl.perform()
curl.close()
