// Versions: for which Pythons a project is written. A call is judged by the signatures and defaults of these versions.
//
// Sources, strongest first: the user's --python-version, `requires-python`, `.python-version`, trove classifiers; without any,
// 3.8 to 3.14, or 2.7 for a file that only Python 2 can read. Pure functions on strings; whoever finds the files calls them.
// Shape of a version list: as Module::versions, ascending minor versions of Python 3, or {-27}.
//     versionsInForce({.requiresPython = ">=3.9,<3.12"}, false) == {9, 10, 11}
// Test: tests/python/lower_test.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tls_tidy::python {

inline constexpr int kOldestMinor = 8, kNewestMinor = 14;
inline constexpr int kPython27 = -27;

/// What a project says about its Python; an empty string: it says nothing there.
struct VersionSources {
  std::string explicitVersion = {};           // --python-version: "3.11", "2.7", "3"
  std::string requiresPython = {};            // ">=3.8", "~=3.9", ">=3.6,<4"
  std::string pythonVersionFile = {};         // the text of .python-version
  std::vector<std::string> classifiers = {};  // "Programming Language :: Python :: 3.10"
};

/// The versions the strongest source names. Minor versions from 3.0 up are kept where a source names them, so that old
/// pinned projects are judged as what they are; an open upper end stops at 3.14, an open lower end starts at 3.8.
/// A source that cannot be read or that names no version we know is skipped.
std::vector<int> versionsInForce(const VersionSources& sources, bool python2Only);

/// The single functions, for tests and for callers with one source only; empty: the text says nothing.
std::vector<int> versionsFromSpecifier(std::string_view specifier);
std::vector<int> versionsFromPin(std::string_view text);
std::vector<int> versionsFromClassifiers(const std::vector<std::string>& classifiers);

}  // namespace tls_tidy::python
