#include "tool/cli/interrupt.h"

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "checks/findings/pending_file.h"
#include "checks/scratch_folder.h"

namespace tls_tidy {
namespace {

std::atomic<bool> isEnding = false;

}  // namespace

void cleanUpWhenInterrupted() {
  sigset_t waited;
  sigemptyset(&waited);
  for (const int each : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now {};
    if (sigaction(each, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) sigaddset(&waited, each);
  }
  pthread_sigmask(SIG_BLOCK, &waited, nullptr);
  // A scan whose front ends are taken away may come to its end by itself while the signal is on its way: the signal has the last word.
  std::atexit([] {
    while (isEnding) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  });
  std::thread([waited] {
    int caught = 0;
    if (sigwait(&waited, &caught) != 0) return;
    isEnding = true;
    ScratchFolder::removeAll();
    PendingFile::removeAll();
    signal(caught, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &waited, nullptr);
    raise(caught);
  }).detach();
}

}  // namespace tls_tidy
