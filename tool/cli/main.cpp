#include <csignal>
#include <iostream>

#include "tool/cli/config_listing.h"
#include "tool/cli/explain.h"
#include "tool/cli/interrupt.h"
#include "tool/cli/options.h"
#include "tool/cli/scan.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::signal(SIGPIPE, SIG_IGN);  // a helper program that ends early is its unit's trouble, not ours
  tls_tidy::cleanUpWhenInterrupted();
  tls_tidy::Command command = tls_tidy::readCommand(argc, argv);
  switch (command.kind) {
    case tls_tidy::Command::kScan: return tls_tidy::scan(command.scan);
    case tls_tidy::Command::kRules: return tls_tidy::listRules();
    case tls_tidy::Command::kExplain: return tls_tidy::explain(command.rule, command.color);
    case tls_tidy::Command::kConfig: return tls_tidy::listConfig(command.scan);
    case tls_tidy::Command::kDone: break;
  }
  return command.exit;
}
