# Chain and name are verified. Runs as: esmtp_options_for_client HOST PORT.
# mutation-ok: contextFactory: without one, and without the host's name, the library refuses to go on
# Twin: esmtp_context_factory.py.
import io
import sys

from twisted.internet import defer, reactor, ssl
from twisted.mail.smtp import ESMTPSenderFactory

result = defer.Deferred()
result.addBoth(lambda answer: reactor.stop())
factory = ESMTPSenderFactory(b"user", b"secret", "user@mail.example", "user@mail.example", io.BytesIO(b"Subject: hello\r\n\r\ntext\r\n"), result,
                             contextFactory=ssl.optionsForClientTLS(sys.argv[1]))
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
