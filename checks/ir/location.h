// Location: a place in a source file. Units are stated here, once.
#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace tls_tidy {

/// A range inside one file of a Module.
/// file: index into Module::files. begin, end: half-open byte range in the file as it is on disk.
/// line, endLine: from 1. column, endColumn: bytes from 1, endColumn exclusive. line 0: no place is known.
struct Range {
  uint32_t file = 0;
  uint32_t begin = 0, end = 0;
  uint32_t line = 0, column = 0;
  uint32_t endLine = 0, endColumn = 0;
  bool known() const { return line != 0; }
  auto operator<=>(const Range&) const = default;
};

/// A range that has left its Module: the file is named by path.
struct Place {
  std::string path;  // as the user named the tree, '/' separated
  uint32_t begin = 0, end = 0;
  uint32_t line = 0, column = 0;
  uint32_t endLine = 0, endColumn = 0;
  auto operator<=>(const Place&) const = default;
};

}  // namespace tls_tidy
