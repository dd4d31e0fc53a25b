# A minimal client for each maker of a context or a connection in Twisted: nothing is asked of it but the connection.
#@ not twisted.mail.smtp.ESMTPSender: what ESMTPSenderFactory makes
#@ not twisted.mail.smtp.ESMTPClient: its subclass ESMTPSender is what sends
import io
import sys

import twisted.internet.ssl
from twisted.internet import defer, endpoints, reactor
#@ begin twisted.internet.ssl.ClientContextFactory, twisted.internet.ssl.CertificateOptions, twisted.internet.ssl.optionsForClientTLS, twisted.mail.smtp.ESMTPSenderFactory, twisted.mail.smtp.sendmail
import twisted.mail.smtp
#@ end
#@ begin twisted.mail.imap4.IMAP4Client
import twisted.mail.imap4
#@ end
#@ begin twisted.mail.pop3client.POP3Client, twisted.mail.pop3.AdvancedPOP3Client
import twisted.mail.pop3
import twisted.mail.pop3client
#@ end

result = defer.Deferred()
outcome = []
#@ begin twisted.internet.ssl.ClientContextFactory, twisted.internet.ssl.CertificateOptions
factory = twisted.mail.smtp.ESMTPSenderFactory(b"user", b"secret", "user@mail.example", "user@mail.example", io.BytesIO(b"Subject: hello\r\n\r\ntext\r\n"), result, retries=0, contextFactory=@creator@())
#@ end
#@ begin twisted.internet.ssl.optionsForClientTLS
factory = twisted.mail.smtp.ESMTPSenderFactory(b"user", b"secret", "user@mail.example", "user@mail.example", io.BytesIO(b"Subject: hello\r\n\r\ntext\r\n"), result, retries=0, contextFactory=twisted.internet.ssl.optionsForClientTLS(sys.argv[1]))
#@ end
#@ begin twisted.mail.smtp.ESMTPSenderFactory
factory = twisted.mail.smtp.ESMTPSenderFactory(b"user", b"secret", "user@mail.example", "user@mail.example", io.BytesIO(b"Subject: hello\r\n\r\ntext\r\n"), result, retries=0, hostname=sys.argv[1])
#@ end
#@ begin twisted.mail.smtp.sendmail
result = twisted.mail.smtp.sendmail(sys.argv[1], "user@mail.example", ["user@mail.example"], b"Subject: hello\r\n\r\ntext\r\n", port=int(sys.argv[2]), username=b"user", password=b"secret", requireAuthentication=True)
#@ end
#@ begin twisted.mail.imap4.IMAP4Client, twisted.mail.pop3client.POP3Client, twisted.mail.pop3.AdvancedPOP3Client


@defer.inlineCallbacks
def login():
    box, greeting = @creator@(), defer.Deferred()
    box.serverGreeting = greeting.callback
    yield endpoints.connectProtocol(endpoints.HostnameEndpoint(reactor, sys.argv[1], int(sys.argv[2])), box)
    yield greeting
    yield box.startTLS()
    yield box.login(b"user", b"secret")
    return True


result = login()
#@ end
result.addCallbacks(outcome.append, print)
result.addBoth(lambda answer: reactor.stop())
#@ begin twisted.internet.ssl.ClientContextFactory, twisted.internet.ssl.CertificateOptions, twisted.internet.ssl.optionsForClientTLS, twisted.mail.smtp.ESMTPSenderFactory
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
#@ end
reactor.run()
sys.exit(not outcome)
