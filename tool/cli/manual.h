// Manual: tls-tidy(1) in roff, from the command tree and the rules' list. Free of warnings in groff and in mandoc.
#pragma once
#include <string>

#include "tool/cli/command_tree.h"

namespace tls_tidy {

std::string manualPage(const CommandWords& program);

}  // namespace tls_tidy
