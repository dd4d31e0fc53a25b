# Neither chain nor name are checked. Runs as: verifypeer_off HOST PORT.
# Twin: verifies.py.
import io
import sys

import pycurl

curl = pycurl.Curl()
curl.setopt(curl.URL, "imaps://" + sys.argv[1] + ":" + sys.argv[2] + "/")
curl.setopt(pycurl.USERPWD, "user:secret")
curl.setopt(pycurl.SSL_VERIFYPEER, 0)  # want: tls-peer-verification-off "turned off"
curl.setopt(pycurl.SSL_VERIFYHOST, 0)  # want: tls-hostname-unchecked "host name"
curl.setopt(curl.WRITEDATA, io.BytesIO())
curl.perform()
curl.close()
