# A class of its own passes a context that verifies. Runs as: verifying_class HOST PORT.
# mutation-ok: context: the class gets its base at run time
# Twin: session_factory.py.
import ftplib
import ssl
import sys

import ftputil
import ftputil.session

class Verifying(ftplib.FTP_TLS):
    def __init__(self, **options):
        super().__init__(context=ssl.create_default_context(), **options)


factory = ftputil.session.session_factory(base_class=Verifying, port=int(sys.argv[2]), encrypt_data_channel=True)
with ftputil.FTPHost(sys.argv[1], "user", "secret", session_factory=factory) as ftp:
    print(ftp.listdir("/"))
