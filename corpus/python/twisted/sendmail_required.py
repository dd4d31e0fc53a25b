# The upgrade is required, and verifies. Runs as: sendmail_required HOST PORT.
# Twin: sendmail_login.py.
import sys

from twisted.internet import reactor
from twisted.mail.smtp import sendmail

sent = sendmail(sys.argv[1], "user@mail.example", ["user@mail.example"], b"Subject: hello\r\n\r\ntext\r\n", port=int(sys.argv[2]),
                username=b"user", password=b"secret", requireAuthentication=True, requireTransportSecurity=True)
sent.addBoth(lambda answer: reactor.stop())
reactor.run()
