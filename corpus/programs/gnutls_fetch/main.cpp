// Fetches mail; the function that should refuse bad certificates sits in another file and refuses none. Runs as: gnutls_fetch HOST PORT.
// Twin: gnutls_fetch_verified.
#include "session.h"

int main(int, char** argv) {
  Session session(argv[1]);
  if (!session.connect(argv[2])) return 1;
  return session.run();
}
