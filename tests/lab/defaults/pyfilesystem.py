# A minimal client of PyFilesystem2's FTP: host, login, port.
# speaks: ftp
import sys

import fs.ftpfs

#@ begin fs.ftpfs.FTPFS
with @creator@(sys.argv[1], user="user", passwd="secret", port=int(sys.argv[2])) as files:
    print(files.listdir("/"))
#@ end
