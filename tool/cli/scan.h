// scan: discovers, analyses, mends and reports; the answer is an exit code.
#pragma once
#include "tool/cli/options.h"

namespace tls_tidy {

int scan(const ScanOptions& options);

}  // namespace tls_tidy
