# A minimal client of ftputil: host, login.
# speaks: ftp
import sys

import ftputil
import ftputil.host

#@ begin ftputil.FTPHost, ftputil.host.FTPHost
with @creator@(sys.argv[1], "user", "secret") as site:
    print(site.listdir("/"))
#@ end
