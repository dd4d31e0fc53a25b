// Fetches mail; the function that refuses bad certificates sits in another file. Runs as: gnutls_fetch_verified HOST PORT.
// Twin: gnutls_fetch.
#include "session.h"

int main(int, char** argv) {
  Session session(argv[1]);
  if (!session.connect(argv[2])) return 1;
  return session.run();
}
