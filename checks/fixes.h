// Fixes: from a verdict's cause and its model to edits. The secure spelling stands in the model; here is only where it goes.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "checks/rules/verdicts.h"

namespace tls_tidy {

/// Text of a file by displayed path; null: not available.
using TextOf = std::function<const std::string*(const std::string& path)>;

/// Nothing where no safe edit is known.
std::optional<Fix> fixFor(const Verdict& verdict, const Program& program, const TextOf& textOf);

}  // namespace tls_tidy
