# The host's name is enough for the library to verify. Runs as: esmtp_hostname HOST PORT.
# Twin: esmtp_context_factory.py.
import io
import sys

from twisted.internet import defer, reactor
from twisted.mail.smtp import ESMTPSenderFactory

result = defer.Deferred()
result.addBoth(lambda answer: reactor.stop())
factory = ESMTPSenderFactory(b"user", b"secret", "user@mail.example", "user@mail.example", io.BytesIO(b"Subject: hello\r\n\r\ntext\r\n"), result,
                             hostname=sys.argv[1])
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
