#include "tool/cli/interrupt.h"

#include <pthread.h>
#include <signal.h>

#include <thread>

#include "checks/findings/pending_file.h"
#include "checks/scratch_folder.h"

namespace tls_tidy {

void cleanUpWhenInterrupted() {
  sigset_t waited;
  sigemptyset(&waited);
  for (const int each : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now {};
    if (sigaction(each, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) sigaddset(&waited, each);
  }
  pthread_sigmask(SIG_BLOCK, &waited, nullptr);
  std::thread([waited] {
    int caught = 0;
    if (sigwait(&waited, &caught) != 0) return;
    ScratchFolder::removeAll();
    PendingFile::removeAll();
    signal(caught, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &waited, nullptr);
    raise(caught);
  }).detach();
}

}  // namespace tls_tidy
