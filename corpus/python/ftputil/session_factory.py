# The standard library's class as it is verifies nobody. Runs as: session_factory HOST PORT.
# Twin: verifying_class.py.
import ftplib
import sys

import ftputil
import ftputil.session

factory = ftputil.session.session_factory(base_class=ftplib.FTP_TLS, port=int(sys.argv[2]), encrypt_data_channel=True)  # want: tls-peer-verification-missing "never verified"
with ftputil.FTPHost(sys.argv[1], "user", "secret", session_factory=factory) as ftp:
    print(ftp.listdir("/"))
