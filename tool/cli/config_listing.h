// Config listing: what is in force for a path, as a config that could be written down, and where each value was said.
#pragma once
#include "tool/cli/options.h"

namespace tls_tidy {

/// One file as the only path: the rules as they hold for that file. Else the rules and every [[paths]].
int listConfig(const ScanOptions& options);

}  // namespace tls_tidy
