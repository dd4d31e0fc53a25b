# A context that verifies nothing. Runs as: esmtp_context_factory HOST PORT.
# Twin: esmtp_options_for_client.py.
import io
import sys

from twisted.internet import defer, reactor, ssl
from twisted.mail.smtp import ESMTPSenderFactory

result = defer.Deferred()
result.addBoth(lambda answer: reactor.stop())
factory = ESMTPSenderFactory(b"user", b"secret", "user@mail.example", "user@mail.example", io.BytesIO(b"Subject: hello\r\n\r\ntext\r\n"), result,
                             contextFactory=ssl.ClientContextFactory())  # want: tls-peer-verification-missing "never verified"
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
