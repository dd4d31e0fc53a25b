#include "tool/report/excerpt.h"

#include <algorithm>

#include "tool/report/terminal.h"

namespace tls_tidy {
namespace {

constexpr uint32_t kMaxWidth = 160;  // bytes of a line

bool insideCharacter(std::string_view line, uint32_t i) { return i < line.size() && (line[i] & 0xC0) == 0x80; }

}  // namespace

Excerpt excerptOf(const SourceText& source, const Place& at) {
  std::string_view line = source.line(at.line);
  uint32_t begin = source.columnInLine(at.line, at.column) - 1;
  uint32_t end = at.endLine == at.line ? source.columnInLine(at.line, at.endColumn) - 1 : static_cast<uint32_t>(line.size());
  end = std::max(end, begin);
  uint32_t from = 0, to = static_cast<uint32_t>(line.size());
  if (to > kMaxWidth) {
    end = std::min(end, begin + kMaxWidth / 2);
    from = begin > kMaxWidth / 4 ? begin - kMaxWidth / 4 : 0;
    to = std::min(to, from + kMaxWidth);
    while (insideCharacter(line, from)) --from;
    while (insideCharacter(line, to)) ++to;
    while (insideCharacter(line, end)) ++end;
  }
  // Tabs reach to the next stop from the line's start, so each part is what a longer start adds to a shorter one.
  Excerpt result;
  std::string lead = from > 0 ? "..." : "";
  std::string upToEnd = printableLine(line.substr(from, end - from));
  std::string whole = printableLine(line.substr(from, to - from));
  result.before = printableLine(line.substr(from, begin - from));
  result.marked = upToEnd.substr(std::min(upToEnd.size(), result.before.size()));
  result.after = whole.substr(std::min(whole.size(), upToEnd.size())) + (to < line.size() ? "..." : "");
  result.before = lead + result.before;
  return result;
}

std::string quotedLine(const SourceText& source, uint32_t line) {
  std::string_view text = source.line(line);
  if (text.size() <= kMaxWidth) return printableLine(text);
  uint32_t to = kMaxWidth;
  while (insideCharacter(text, to)) ++to;
  return printableLine(text.substr(0, to)) + "...";
}

}  // namespace tls_tidy
