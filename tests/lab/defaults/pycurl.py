# A minimal client of pycurl: a URL with TLS from the start and a login.
import io
import sys

import pycurl

#@ begin pycurl.Curl
curl = @creator@()
#@ end
curl.setopt(pycurl.URL, "imaps://" + sys.argv[1] + ":" + sys.argv[2] + "/")
curl.setopt(pycurl.USERPWD, "user:secret")
curl.setopt(pycurl.WRITEDATA, io.BytesIO())
curl.perform()
