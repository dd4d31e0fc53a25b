# Nothing insists on the upgrade. Runs as: sendmail_login HOST PORT.
# Twin: sendmail_required.py.
import sys

from twisted.internet import reactor
from twisted.mail.smtp import sendmail

sent = sendmail(sys.argv[1], "user@mail.example", ["user@mail.example"], b"Subject: hello\r\n\r\ntext\r\n", port=int(sys.argv[2]),  # want: tls-optional-starttls "goes on in clear"
                username=b"user", password=b"secret", requireAuthentication=True)
sent.addBoth(lambda answer: reactor.stop())
reactor.run()
