// The same, verified. Runs as: logged_verified HOST PORT.
// not-run: the logging library is not in the lab.
// Twin: logged.cpp.
#include <glog/logging.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  auto const context = CHECK_NOTNULL(SSL_CTX_new(TLS_client_method()));
  CHECK_EQ(SSL_CTX_set_default_verify_paths(context), 1) << "no anchors";
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  auto const connection = CHECK_NOTNULL(SSL_new(context));
  CHECK_EQ(SSL_set1_host(connection, argv[1]), 1);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) LOG(FATAL) << "no TLS";
  return login(connection);
}
