// C and C++ files: chooses the units that can matter and has them lowered by tls-tidy-cxx, a program of its own, so that
// this one carries no LLVM and a unit that kills Clang costs only itself.
//
// Demand-driven: a text scan for the models' names picks the first units; names that lowering exports pick the next.
#pragma once
#include "checks/python_files.h"

namespace tls_tidy {

Lowered lowerCxx(const std::vector<const Source*>& sources, const Options& options, const Models& models, ModuleCache& cache);

}  // namespace tls_tidy
