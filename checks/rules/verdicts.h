// Verdicts: from the sites of all worlds to findings. One finding per rule and place; the worlds that reach it decide
// whether a setting is behind it and what its default means.
#pragma once
#include <vector>

#include "checks/findings/finding.h"
#include "checks/rules/rule.h"

namespace tls_tidy {

/// A finding with what a fix needs to know about its cause.
struct Verdict {
  Finding finding;
  Property cause;
  bool mayFix = false;
};

/// Sorted by place and rule.
std::vector<Verdict> judge(const Program& program, const Judged& judged);

}  // namespace tls_tidy
