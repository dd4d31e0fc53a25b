#include "checks/python/line_end_recovery.h"

#include <algorithm>

#include "checks/python/lexemes.h"

namespace tls_tidy::python {
namespace {

bool isNamePart(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }
bool isLineEnd(char c) { return c == '\n' || c == '\r'; }

/// A line's first character that is no white space, and its column.
struct LineStart {
  size_t at = 0;
  uint32_t column = 0;
};
LineStart skipSpace(std::string_view text, size_t at) {
  LineStart line{at, 0};
  for (; line.at < text.size(); ++line.at) {
    const char c = text[line.at];
    if (c == ' ') ++line.column;
    else if (c == '\t') line.column = line.column / 8 * 8 + 8;
    else if (c == '\f') line.column = 0;
    else break;
  }
  return line;
}

std::string_view wordAt(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && isNamePart(text[end])) ++end;
  return text.substr(at, end - at);
}

size_t nextLine(std::string_view text, size_t at) {
  while (at < text.size() && !isLineEnd(text[at])) ++at;
  if (at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n') ++at;
  return std::min(at + 1, text.size());
}

/// Keywords that begin a statement and can stand nowhere inside an expression.
bool beginsOnlyStatements(Lexeme word) {
  switch (word) {
    case Lexeme::kAssert: case Lexeme::kBreak: case Lexeme::kClass: case Lexeme::kContinue: case Lexeme::kDef: case Lexeme::kDel:
    case Lexeme::kExcept: case Lexeme::kFinally: case Lexeme::kGlobal: case Lexeme::kImport: case Lexeme::kNonlocal: case Lexeme::kPass:
    case Lexeme::kRaise: case Lexeme::kReturn: case Lexeme::kTry: case Lexeme::kWhile: case Lexeme::kElif: case Lexeme::kWith: return true;
    default: return false;
  }
}

/// A line that reads like code and not like prose: `def f(`, `import x`, `name = `, `name(`, `name.other`, `@name`.
bool readsLikeCode(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  if (text[at] == '@') return at + 1 < text.size() && isNamePart(text[at + 1]);
  const std::string_view word = wordAt(text, at);
  if (word.empty()) return false;
  const size_t behind = at + word.size();
  const std::string_view line = text.substr(at, nextLine(text, at) - at);
  const size_t last = line.find_last_not_of(" \t\r\n");
  switch (keywordOf(word)) {
    case Lexeme::kDef: case Lexeme::kClass: case Lexeme::kIf: case Lexeme::kFor: case Lexeme::kWhile: case Lexeme::kWith: case Lexeme::kTry: case Lexeme::kExcept:
    case Lexeme::kElse: case Lexeme::kElif: case Lexeme::kFinally: return line[last] == ':';
    case Lexeme::kImport: case Lexeme::kReturn: case Lexeme::kRaise: case Lexeme::kPass: return true;
    case Lexeme::kFrom: return line.find(" import ") != std::string_view::npos;
    default: break;
  }
  const size_t mark = skipSpace(text, behind).at;
  if (mark >= text.size()) return false;
  return text[mark] == '=' || (mark == behind && (text[mark] == '(' || (text[mark] == '.' && mark + 1 < text.size() && isNamePart(text[mark + 1]))));
}

/// Are the quotes that end at `end` closing ones? They are opening ones when a word follows or when an assignment or a call
/// stands before; alone on their line they are both, and the header of a function in between tells.
bool looksLikeClosing(std::string_view text, size_t begin, size_t end, size_t firstLine, uint32_t column) {
  if (wordFollows(text, end)) return false;
  size_t before = end - 3;
  while (before > begin && (text[before - 1] == ' ' || text[before - 1] == '\t')) --before;
  if (before <= begin) return true;
  if (std::string_view("=(,").find(text[before - 1]) != std::string_view::npos) return !(end >= text.size() || isLineEnd(text[end]) || text[end] == '\\');
  if (!isLineEnd(text[before - 1])) return true;
  for (size_t line = firstLine; line < end; line = nextLine(text, line)) {
    const LineStart start = skipSpace(text, line);
    if (start.column > column) continue;
    const Lexeme word = keywordOf(wordAt(text, start.at));
    if ((word == Lexeme::kDef || word == Lexeme::kClass) && readsLikeCode(text, start.at)) return false;
  }
  return true;
}

}  // namespace

bool startsStatement(std::string_view text, uint32_t lineStart) {
  const size_t at = skipSpace(text, lineStart).at;
  if (at >= text.size()) return false;
  if (text[at] == '@') return at == lineStart;
  const std::string_view word = wordAt(text, at);
  if (!beginsOnlyStatements(keywordOf(word))) return false;
  // Not a keyword argument or attribute spelled like a keyword in broken code.
  const size_t behind = at + word.size();
  return behind >= text.size() || text[behind] == ' ' || text[behind] == '\t' || text[behind] == ':' || isLineEnd(text[behind]);
}

bool leavesBrackets(std::string_view text, uint32_t lineStart, uint32_t column) {
  const LineStart line = skipSpace(text, lineStart);
  if (line.at >= text.size() || line.column > column) return false;
  return !isLineEnd(text[line.at]) && std::string_view("#)]}").find(text[line.at]) == std::string_view::npos;
}

bool wordFollows(std::string_view text, size_t at) {
  at = skipSpace(text, at).at;
  const std::string_view word = wordAt(text, at);
  const size_t behind = at + word.size();
  if (word.empty() || (word.size() <= 2 && behind < text.size() && (text[behind] == '"' || text[behind] == '\''))) return false;
  switch (keywordOf(word)) {
    case Lexeme::kIf: case Lexeme::kElse: case Lexeme::kFor: case Lexeme::kIn: case Lexeme::kIs: case Lexeme::kNot: case Lexeme::kAnd: case Lexeme::kOr: case Lexeme::kAs: return false;
    default: return true;
  }
}

uint32_t endOfDoubtedString(std::string_view text, uint32_t begin, uint32_t opening, uint32_t end, bool closed, uint32_t column) {
  const size_t first = nextLine(text.substr(0, end), begin + opening);
  if (closed && looksLikeClosing(text, begin + opening, end, first, column)) return end;
  size_t stop = first;
  for (size_t line = first; line < end; line = nextLine(text, line)) {
    const LineStart start = skipSpace(text, line);
    if (start.column > column || !readsLikeCode(text, start.at)) continue;
    stop = line;
    break;
  }
  while (stop > begin + opening && isLineEnd(text[stop - 1])) --stop;
  return static_cast<uint32_t>(stop);
}

}  // namespace tls_tidy::python
