// The source of a TLS library that a tree carries beside the program that uses it.
#pragma once

#include <vector>

#include "checks/ir/module.h"
#include "checks/models/models.h"

namespace tls_tidy {

/// Takes the functions out of these Modules that are a TLS library's own source: what its calls mean the models know better than the
/// bodies tell, and what it does inside is no client's doing. A library counts where at least three of its functions are defined with
/// the parameters its entries declare, so that a program's own `tls_connect` stays its own; then the files
/// too that hold mostly such functions.
void leaveOutCarriedLibraries(std::vector<Module>& modules, const Models& models);

}  // namespace tls_tidy
