// Suggestion: the known word that a misspelt one most likely meant.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tls_tidy {

/// The closest of the known words, empty when none is close: at most a third of the word may be wrong.
std::string closest(std::string_view word, const std::vector<std::string>& known);

/// "; did you mean `x`?" or nothing.
std::string didYouMean(std::string_view word, const std::vector<std::string>& known);

}  // namespace tls_tidy
