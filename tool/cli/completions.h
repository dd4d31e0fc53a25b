// Completions: the scripts that bash, fish and zsh complete `tls-tidy` by, written from the command tree.
// tests/cli/completions_test.py presses Tab in the three shells.
#pragma once
#include <string>
#include <vector>

#include "tool/cli/command_tree.h"

namespace tls_tidy {

/// The shells there are scripts for, in order.
const std::vector<std::string>& completedShells();

/// The script for one of them.
std::string completionScript(const CommandWords& program, const std::string& shell);

}  // namespace tls_tidy
