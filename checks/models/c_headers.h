// C headers made from a model file, for scanning code on a machine without the library.
// All headers of a library are one text: whoever includes one gets every declaration, once.
//
// Order: #define of constants (but those of an enumeration), enumerations, types, macros, functions. Valid as C and C++.
// A C++ library's header is what its types and macros say, and empty in C.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tls_tidy {

struct HeaderParts {
  std::vector<std::pair<std::string, std::string>> constants;  // name, value as C writes it
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> enums;
  std::vector<std::string> types, macros, functions;           // declarations, in order
};

std::string headerText(std::string_view library, const HeaderParts& parts, bool cxx = false);

}  // namespace tls_tidy
