// A minimal POCO client for each maker of a context or a session.
//@ not Poco::Net::FTPSClientSession: its default compares the name with the address and refuses everybody
#include <Poco/Net/FTPClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <cstring>

#include "client.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
//@ begin Poco::Net::Context
  Poco::Net::initializeSSL();
  Poco::Net::Context::Ptr context = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "/etc/ssl/certs/ca-certificates.crt");
//@ end
//@ begin Poco::Net::SecureSMTPClientSession, Poco::Net::SecureStreamSocket
  Poco::Net::initializeSSL();
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_STRICT, 9, true);
//@ end
//@ begin Poco::Net::Context, Poco::Net::SecureSMTPClientSession
  Poco::Net::SecureSMTPClientSession session(argv[1], portOf(argv[2]));
  session.login("client");
  if (!session.startTLS(context)) return 1;
  session.login(Poco::Net::SMTPClientSession::AUTH_PLAIN, "user", "secret");
//@ end
//@ begin Poco::Net::SMTPClientSession
  @creator@ session(argv[1], portOf(argv[2]));
  session.login("client", Poco::Net::SMTPClientSession::AUTH_PLAIN, "user", "secret");
//@ end
//@ begin Poco::Net::POP3ClientSession
  @creator@ session(argv[1], portOf(argv[2]));
  session.login("user", "secret");
//@ end
//@ begin Poco::Net::FTPClientSession
  @creator@ session(argv[1], portOf(argv[2]));
  session.login("user", "secret");
//@ end
//@ begin Poco::Net::SecureStreamSocket
  char answer[512] = {};  // an imap server's
  @creator@ wire(Poco::Net::SocketAddress(argv[1], portOf(argv[2])), argv[1], context);
  wire.receiveBytes(answer, sizeof answer - 1);
  wire.sendBytes("a1 LOGIN user secret\r\n", 22);
  answer[wire.receiveBytes(answer, sizeof answer - 1)] = 0;
  return std::strstr(answer, "a1 OK") ? 0 : 1;
//@ end
  return 0;
} catch (const Poco::Exception&) {
  return 1;
}
