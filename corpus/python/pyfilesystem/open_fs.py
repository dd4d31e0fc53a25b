# The same by address. Runs as: open_fs HOST PORT.
# Twin: anonymous.py.
import sys

import fs

with fs.open_fs("ftps://user:secret@" + sys.argv[1] + ":" + sys.argv[2]) as files:  # want: tls-peer-verification-missing "never verified"
    print(files.listdir("/"))
