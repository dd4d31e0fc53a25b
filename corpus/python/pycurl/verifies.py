# The library verifies by itself. Runs as: verifies HOST PORT.
# mutation-ok: setopt: address and login protect nothing
# Twin: verifypeer_off.py, verifyhost_off.py.
import io
import sys

import pycurl

curl = pycurl.Curl()
curl.setopt(curl.URL, "imaps://" + sys.argv[1] + ":" + sys.argv[2] + "/")
curl.setopt(pycurl.USERPWD, "user:secret")
curl.setopt(curl.WRITEDATA, io.BytesIO())
curl.perform()
curl.close()
