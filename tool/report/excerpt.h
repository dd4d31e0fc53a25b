// Excerpt: a line of source as a reporter quotes it, in three parts: what stands before the marked place, it, and the rest.
// Made safe to show: valid UTF-8, no control or direction-changing characters, tabs as spaces. A long line is cut around
// the place. A place of several lines is marked to the end of its first.
#pragma once
#include <string>

#include "checks/ir/location.h"
#include "tool/report/source_text.h"

namespace tls_tidy {

struct Excerpt {
  std::string before, marked, after;
};

/// at.line must be a line of source.
Excerpt excerptOf(const SourceText& source, const Place& at);

/// A neighbouring line, whole or cut at its end.
std::string quotedLine(const SourceText& source, uint32_t line);

}  // namespace tls_tidy
