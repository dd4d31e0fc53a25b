#include "tool/cli/diff.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "checks/scratch_folder.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;
constexpr size_t kContext = 3;

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = text.find('\n');
    size_t length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

struct Line {
  char mark;  // ' ', '-', '+'
  std::string_view text;
};

/// Myers' greedy algorithm: the shortest script. Fixes are small, so the number of differences is.
std::vector<Line> script(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
  int n = static_cast<int>(before.size()), m = static_cast<int>(after.size());
  std::vector<std::vector<int>> trace;
  std::vector<int> furthest(2 * (n + m) + 3, 0);
  int offset = n + m + 1;
  auto fromAbove = [&](const std::vector<int>& reached, int k, int d) {
    return k == -d || (k != d && reached[offset + k - 1] < reached[offset + k + 1]);
  };
  for (int d = 0; d <= n + m; ++d) {
    trace.push_back(furthest);
    bool done = false;
    for (int k = -d; k <= d && !done; k += 2) {
      int x = fromAbove(furthest, k, d) ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1;
      while (x < n && x - k < m && before[x] == after[x - k]) ++x;
      furthest[offset + k] = x;
      done = x >= n && x - k >= m;
    }
    if (done) break;
  }
  std::vector<Line> lines;
  int x = n, y = m;
  for (int d = static_cast<int>(trace.size()) - 1; d >= 0; --d) {
    const std::vector<int>& reached = trace[d];
    int k = x - y;
    int previous = fromAbove(reached, k, d) ? k + 1 : k - 1;
    int previousX = d == 0 ? 0 : reached[offset + previous], previousY = d == 0 ? 0 : previousX - previous;
    while (x > previousX && y > previousY) lines.push_back({' ', before[--x]}), --y;
    if (d == 0) break;
    if (x == previousX) {
      lines.push_back({'+', after[--y]});
    } else {
      lines.push_back({'-', before[--x]});
    }
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

std::string range(size_t start, size_t count) {
  if (count == 1) return std::to_string(start + 1);
  return fmt::format("{},{}", count == 0 ? start : start + 1, count);
}

std::string readAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string unifiedDiff(const std::string& path, std::string_view before, std::string_view after) {
  if (before == after) return "";
  // Equal heads and tails need no algorithm.
  std::vector<std::string_view> old = linesOf(before), fresh = linesOf(after);
  size_t head = std::mismatch(old.begin(), old.end(), fresh.begin(), fresh.end()).first - old.begin();
  size_t tail = 0;
  while (tail < old.size() - head && tail < fresh.size() - head && old[old.size() - 1 - tail] == fresh[fresh.size() - 1 - tail]) ++tail;
  std::vector<Line> lines;
  for (size_t i = 0; i < head; ++i) lines.push_back({' ', old[i]});
  for (const Line& line : script({old.begin() + head, old.end() - tail}, {fresh.begin() + head, fresh.end() - tail})) lines.push_back(line);
  for (size_t i = old.size() - tail; i < old.size(); ++i) lines.push_back({' ', old[i]});

  std::string result = "--- a/" + path + "\n+++ b/" + path + "\n";
  size_t oldLine = 0, newLine = 0, next = 0;
  for (size_t i = 0; i < lines.size();) {
    size_t change = i;
    while (change < lines.size() && lines[change].mark == ' ') ++change;
    if (change == lines.size()) break;
    size_t begin = std::max(next, change > kContext ? change - kContext : 0), end = change;
    for (size_t quiet = 0, j = change; j < lines.size() && quiet <= 2 * kContext; ++j) {
      quiet = lines[j].mark == ' ' ? quiet + 1 : 0;
      if (quiet == 0) end = j + 1;
    }
    end = std::min(end + kContext, lines.size());
    for (; i < begin; ++i) ++oldLine, ++newLine;
    size_t oldCount = 0, newCount = 0;
    for (size_t j = begin; j < end; ++j) oldCount += lines[j].mark != '+', newCount += lines[j].mark != '-';
    result += fmt::format("@@ -{} +{} @@\n", range(oldLine, oldCount), range(newLine, newCount));
    for (size_t j = begin; j < end; ++j) {
      (result += lines[j].mark).append(lines[j].text);
      if (!lines[j].text.ends_with('\n')) result += "\n\\ No newline at end of file\n";
    }
    oldLine += oldCount, newLine += newCount;
    i = next = end;
  }
  return result;
}

Result<std::string> diffOfFixes(const std::string& root, const std::vector<Fix>& fixes, FixOutcome& outcome) {
  outcome = applyFixes(root, fixes, false);
  if (outcome.changedFiles.empty()) return std::string();
  ScratchFolder scratch;
  if (scratch.path().empty()) return Error{"", 0, "no temporary folder for --diff"};
  std::vector<std::string> touched;
  for (const Fix& fix : fixes)
    for (const Edit& edit : fix.edits) touched.push_back(edit.at.path);
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (const std::string& path : touched) {
    std::error_code failed;
    fs::create_directories((fs::path(scratch.path()) / path).parent_path(), failed);
    fs::copy_file(fs::path(root) / path, fs::path(scratch.path()) / path, failed);
  }
  FixOutcome copied = applyFixes(scratch.path(), fixes, true);
  std::string result;
  std::sort(copied.changedFiles.begin(), copied.changedFiles.end());
  for (const std::string& path : copied.changedFiles)
    result += unifiedDiff(path, readAll(fs::path(root) / path), readAll(fs::path(scratch.path()) / path));
  return result;
}

}  // namespace tls_tidy
