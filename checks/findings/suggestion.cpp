#include "checks/findings/suggestion.h"

#include <algorithm>
#include <numeric>

namespace tls_tidy {
namespace {

/// Edits between two words; two swapped neighbours are one.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> older, old(b.size() + 1), row(b.size() + 1);
  std::iota(old.begin(), old.end(), 0);
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    older = old;
    old = row;
  }
  return old[b.size()];
}

}  // namespace

std::string closest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  size_t bestDistance = std::max<size_t>(word.size() / 3, 1) + 1;
  for (const std::string& candidate : known) {
    size_t edits = distance(word, candidate);
    if (edits < bestDistance && edits < candidate.size()) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

std::string didYouMean(std::string_view word, const std::vector<std::string>& known) {
  std::string best = closest(word, known);
  return best.empty() ? "" : "; did you mean `" + best + "`?";
}

}  // namespace tls_tidy
