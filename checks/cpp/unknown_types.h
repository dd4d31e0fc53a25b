// UnknownTypes: what stands in for types and constants that no header of a unit declared, so that the rest of the unit can be read.
#pragma once
#include <map>
#include <set>
#include <string>

namespace tls_tidy {

class UnknownTypes {
 public:
  /// `modelHeaders`: folder of the headers generated from the models; "": none.
  explicit UnknownTypes(const std::string& modelHeaders);

  /// C or C++ text that declares the names: the header that has one where a standard header or a model's does, else something opaque,
  /// in C a pointer where it is one of `handles`.
  std::string declare(const std::set<std::string>& names, const std::set<std::string>& handles, bool cxx) const;

 private:
  std::map<std::string, std::string> modelled_;  // type -> model header that declares it
};

/// C or C++ text that declares the names as constants, each with a value of its own.
std::string declareConstants(const std::set<std::string>& names);

}  // namespace tls_tidy
