#include "checks/python/versions.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

namespace tls_tidy::python {
namespace {

/// major.minor; the micro version never matters. minor -1: only the major is given.
struct Release {
  int major = 0, minor = -1;
  bool wildcard = false;  // "3.*", "3.8.*"
  int micro = -1;         // "3.8.1"
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

std::optional<int> takeNumber(std::string_view& text) {
  if (text.empty() || !std::isdigit(static_cast<unsigned char>(text.front()))) return std::nullopt;
  int value = 0;
  while (!text.empty() && std::isdigit(static_cast<unsigned char>(text.front()))) {
    value = std::min(value * 10 + (text.front() - '0'), 100000);
    text.remove_prefix(1);
  }
  return value;
}

std::optional<Release> parseRelease(std::string_view text) {
  Release release;
  std::optional<int> major = takeNumber(text);
  if (!major) return std::nullopt;
  release.major = *major;
  if (text.starts_with(".*")) {
    release.wildcard = true;
  } else if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (std::optional<int> minor = takeNumber(text)) release.minor = *minor;
    release.wildcard = text.starts_with(".*");
    if (!release.wildcard && text.starts_with('.')) {
      text.remove_prefix(1);
      release.micro = takeNumber(text).value_or(0);
    }
  }
  return release;
}

/// One clause of a specifier: operator and version. Compared by minor version: ">3.8" keeps 3.8.1, so 3.8 stays.
struct Clause {
  std::string operation;
  Release release;

  bool admits(int major, int minor) const {
    const int wanted = release.major * 1000 + std::max(release.minor, 0);
    const int actual = major * 1000 + minor;
    const bool equal = major == release.major && (release.minor < 0 || minor == release.minor);
    if (operation == ">=" || operation == ">") return actual >= wanted;
    if (operation == "<") return release.micro > 0 ? actual <= wanted : actual < wanted;
    if (operation == "<=") return actual <= wanted;
    if (operation == "==" || operation == "===") return equal;
    if (operation == "!=") return release.micro >= 0 || !equal;
    if (operation == "~=") return major == release.major && actual >= wanted && (release.micro < 0 || minor == release.minor);
    if (operation == "^") return major == release.major && actual >= wanted;
    if (operation == "~") return release.minor < 0 ? major == release.major : equal;
    return true;
  }
};

std::optional<Clause> parseClause(std::string_view text) {
  text = trimmed(text);
  const size_t length = text.find_first_not_of("<>=!~^");
  if (length == std::string_view::npos) return std::nullopt;
  std::optional<Release> release = parseRelease(trimmed(text.substr(length)));
  if (!release) return std::nullopt;
  std::string operation(text.substr(0, length));
  if (operation.empty() || operation == "=") operation = "==";
  return Clause{operation, *release};
}

/// The versions all clauses admit. Python 2.7 counts only when no Python 3 is admitted.
std::vector<int> versionsAdmitted(const std::vector<Clause>& clauses) {
  auto admitted = [&](int major, int minor) {
    return std::all_of(clauses.begin(), clauses.end(), [&](const Clause& clause) { return clause.admits(major, minor); });
  };
  std::vector<int> versions;
  for (int minor = 0; minor <= kNewestMinor; ++minor) {
    if (admitted(3, minor)) versions.push_back(minor);
  }
  // An upper bound alone (`<3.12`) or a bound below Python 3 (`>=2.7`) says nothing about old Python 3: keep the usual ones.
  const bool hasLower = std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
    return clause.release.major == 3 && clause.release.minor >= 0 && clause.operation != "<" && clause.operation != "<=" &&
           clause.operation != "!=";
  });
  if (!hasLower && !versions.empty() && versions.back() >= kOldestMinor) {
    std::erase_if(versions, [](int minor) { return minor < kOldestMinor; });
  }
  if (versions.empty() && admitted(2, 7)) return {kPython27};
  return versions;
}

}  // namespace

std::vector<int> versionsFromSpecifier(std::string_view specifier) {
  std::set<int> versions;
  // Poetry separates alternatives by "||".
  while (true) {
    const size_t bar = specifier.find("||");
    std::string_view alternative = specifier.substr(0, bar);
    std::vector<Clause> clauses;
    while (!alternative.empty()) {
      const size_t comma = alternative.find(',');
      if (std::optional<Clause> clause = parseClause(alternative.substr(0, comma))) clauses.push_back(*clause);
      alternative = comma == std::string_view::npos ? std::string_view() : alternative.substr(comma + 1);
    }
    if (!clauses.empty()) {
      for (int version : versionsAdmitted(clauses)) versions.insert(version);
    }
    if (bar == std::string_view::npos) break;
    specifier.remove_prefix(bar + 2);
  }
  if (versions.size() > 1) versions.erase(kPython27);
  return {versions.begin(), versions.end()};
}

std::vector<int> versionsFromPin(std::string_view text) {
  std::set<int> versions;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    for (std::string_view prefix : {"python-", "cpython-", "cpython@", "pypy"}) {
      if (line.starts_with(prefix)) line.remove_prefix(prefix.size());
    }
    std::optional<Release> release = parseRelease(line);
    if (!release) continue;
    if (release->major == 2) versions.insert(kPython27);
    if (release->major != 3) continue;
    if (release->minor >= 0) versions.insert(std::min(release->minor, kNewestMinor));
    else for (int minor = kOldestMinor; minor <= kNewestMinor; ++minor) versions.insert(minor);
  }
  if (versions.size() > 1) versions.erase(kPython27);
  return {versions.begin(), versions.end()};
}

std::vector<int> versionsFromClassifiers(const std::vector<std::string>& classifiers) {
  constexpr std::string_view kPrefix = "Programming Language :: Python :: ";
  std::set<int> minors;
  bool three = false, two = false;
  for (std::string_view classifier : classifiers) {
    classifier = trimmed(classifier);
    if (!classifier.starts_with(kPrefix)) continue;
    std::optional<Release> release = parseRelease(classifier.substr(kPrefix.size()));
    if (!release) continue;
    if (release->major == 2) two = true;
    if (release->major != 3) continue;
    three = true;
    if (release->minor >= 0) minors.insert(std::min(release->minor, kNewestMinor));
  }
  // Classifiers name the versions that were tested when somebody last looked; newer ones are in use all the same.
  if (!minors.empty()) for (int minor = *minors.rbegin(); minor <= kNewestMinor; ++minor) minors.insert(minor);
  if (minors.empty() && three) for (int minor = kOldestMinor; minor <= kNewestMinor; ++minor) minors.insert(minor);
  if (minors.empty() && two) return {kPython27};
  return {minors.begin(), minors.end()};
}

std::vector<int> versionsInForce(const VersionSources& sources, bool python2Only) {
  if (std::vector<int> versions = versionsFromPin(sources.explicitVersion); !versions.empty()) return versions;
  if (python2Only) return {kPython27};
  if (std::vector<int> versions = versionsFromSpecifier(sources.requiresPython); !versions.empty()) return versions;
  if (std::vector<int> versions = versionsFromPin(sources.pythonVersionFile); !versions.empty()) return versions;
  if (std::vector<int> versions = versionsFromClassifiers(sources.classifiers); !versions.empty()) return versions;
  return versionsFromSpecifier(">=3.8");
}

}  // namespace tls_tidy::python
