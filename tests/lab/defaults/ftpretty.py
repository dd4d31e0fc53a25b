# A minimal client of ftpretty: host, login, port.
# speaks: ftp
import sys

import ftpretty

#@ begin ftpretty.ftpretty
files = @creator@(sys.argv[1], "user", "secret", port=int(sys.argv[2]))
#@ end
print(files.list("/"))
files.close()
