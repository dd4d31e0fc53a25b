// Which files are test code by where they lie in their project. Imports and includes of test frameworks are the front ends' part.
//
// Test: tests/test_code_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "checks/ir/module.h"

namespace tls_tidy {

/// Sets `isTest` on files below a folder, or with a name, that the language's projects keep for tests. What lies above the
/// project (the nearest folder with a version control's own folder in it; without one `root`) says nothing about the code.
/// `root`: what relative paths in the Modules are relative to; empty: the current folder.
void markTestCode(std::vector<Module>& modules, const std::string& root);

}  // namespace tls_tidy
