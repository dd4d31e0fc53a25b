// rules and explain: what is known about the rules, in the terminal.
#pragma once
#include <string>

#include "tool/cli/options.h"

namespace tls_tidy {

int listRules();
int explain(const std::string& rule, Color color);

}  // namespace tls_tidy
