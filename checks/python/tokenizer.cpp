#include "checks/python/tokenizer.h"

#include <algorithm>
#include <array>

namespace tls_tidy::python {
namespace {

bool isNameStart(unsigned char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80; }
bool isDigit(unsigned char c) { return c >= '0' && c <= '9'; }
bool isNamePart(unsigned char c) { return isNameStart(c) || isDigit(c); }

/// Keywords that begin a statement and can stand nowhere inside an expression.
bool beginsStatement(std::string_view word) {
  static const std::array<std::string_view, 14> kWords = {"assert", "break", "class", "continue", "def", "del", "global", "import", "nonlocal", "pass", "raise", "return", "try", "while"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

class Lexer {
 public:
  Lexer(std::string_view text, uint32_t begin, uint32_t end, bool layout) : text_(text.substr(0, end)), at_(begin), layout_(layout) {}

  Tokens run() {
    if (layout_) startLine();
    while (at_ < text_.size()) step();
    if (layout_) {
      if (!out_.tokens.empty() && out_.tokens.back().kind != TokenKind::kNewline && out_.tokens.back().kind != TokenKind::kDedent && out_.tokens.back().kind != TokenKind::kIndent)
        add(TokenKind::kNewline, at_, at_);
      if (depth_ > 0) error(openAt_, openAt_ + 1, "this bracket is never closed");
      while (indents_.size() > 1) {
        indents_.pop_back();
        add(TokenKind::kDedent, at_, at_);
      }
    }
    add(TokenKind::kEnd, at_, at_);
    return std::move(out_);
  }

 private:
  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void add(TokenKind kind, uint32_t begin, uint32_t end) { out_.tokens.push_back({kind, begin, end}); }
  void error(uint32_t begin, uint32_t end, const char* what) {
    if (out_.errors.size() < 200) out_.errors.push_back({begin, end, what});
  }

  void skipLineEnd() {
    if (peek() == '\r') {
      ++at_;
      if (peek() == '\n') ++at_;
    } else if (peek() == '\n') {
      ++at_;
    }
  }

  /// Leading white space of a logical line: blank and comment lines are passed over.
  void startLine() {
    for (;;) {
      uint32_t column = 0;
      while (at_ < text_.size()) {
        const char c = peek();
        if (c == ' ') ++column;
        else if (c == '\t') column = column / 8 * 8 + 8;
        else if (c == '\f') column = 0;
        else break;
        ++at_;
      }
      if (at_ >= text_.size()) return;
      if (peek() == '#') {
        while (at_ < text_.size() && peek() != '\n' && peek() != '\r') ++at_;
      }
      if (peek() == '\n' || peek() == '\r') {
        skipLineEnd();
        continue;
      }
      if (at_ >= text_.size()) return;
      if (column > indents_.back()) {
        indents_.push_back(column);
        add(TokenKind::kIndent, at_, at_);
      } else {
        while (column < indents_.back()) {
          indents_.pop_back();
          add(TokenKind::kDedent, at_, at_);
        }
        if (column != indents_.back()) {
          error(at_, at_ + 1, "this indentation matches no outer level");
          indents_.back() = column;
        }
      }
      return;
    }
  }

  void step() {
    const unsigned char c = static_cast<unsigned char>(peek());
    if (c == ' ' || c == '\t' || c == '\f') {
      ++at_;
    } else if (c == '#') {
      while (at_ < text_.size() && peek() != '\n' && peek() != '\r') ++at_;
    } else if (c == '\n' || c == '\r') {
      lineEnd();
    } else if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
      ++at_;
      skipLineEnd();
    } else if (isNameStart(c)) {
      nameOrString();
    } else if (isDigit(c) || (c == '.' && isDigit(static_cast<unsigned char>(peek(1))))) {
      number();
    } else if (c == '"' || c == '\'') {
      string(at_, false, false);
    } else {
      op();
    }
  }

  void lineEnd() {
    if (!layout_) {
      skipLineEnd();
      return;
    }
    if (depth_ == 0) {
      add(TokenKind::kNewline, at_, at_ + 1);
      skipLineEnd();
      startLine();
      return;
    }
    skipLineEnd();
    // Does the next line start a statement although a bracket is open?
    size_t ahead = at_;
    while (ahead < text_.size() && (text_[ahead] == ' ' || text_[ahead] == '\t')) ++ahead;
    size_t end = ahead;
    while (end < text_.size() && isNamePart(static_cast<unsigned char>(text_[end]))) ++end;
    const std::string_view word = text_.substr(ahead, end - ahead);
    const bool decorator = ahead < text_.size() && text_[ahead] == '@' && ahead == at_;
    if ((beginsStatement(word) && end < text_.size() && (text_[end] == ' ' || text_[end] == ':' || text_[end] == '\n' || text_[end] == '\r')) || decorator) {
      error(openAt_, openAt_ + 1, "this bracket is never closed");
      depth_ = 0;
      add(TokenKind::kNewline, at_, at_);
      startLine();
    }
  }

  void nameOrString() {
    const uint32_t begin = at_;
    // A string prefix is at most two letters before a quote.
    size_t letters = 0;
    bool formatted = false, raw = false, prefix = true;
    while (letters < 3 && std::string_view("rRbBuUfFtT").find(peek(letters)) != std::string_view::npos && peek(letters)) {
      const char c = peek(letters);
      formatted = formatted || c == 'f' || c == 'F' || c == 't' || c == 'T';
      raw = raw || c == 'r' || c == 'R';
      ++letters;
    }
    prefix = letters > 0 && letters <= 2 && (peek(letters) == '"' || peek(letters) == '\'');
    if (prefix) {
      at_ += static_cast<uint32_t>(letters);
      string(begin, formatted, raw);
      return;
    }
    while (at_ < text_.size() && isNamePart(static_cast<unsigned char>(peek()))) ++at_;
    add(TokenKind::kName, begin, at_);
  }

  void number() {
    const uint32_t begin = at_;
    if (peek() == '0' && std::string_view("xXoObB").find(peek(1)) != std::string_view::npos && peek(1)) {
      at_ += 2;
      while (isNamePart(static_cast<unsigned char>(peek()))) ++at_;
    } else {
      while (isDigit(static_cast<unsigned char>(peek())) || peek() == '_') ++at_;
      if (peek() == '.') {
        ++at_;
        while (isDigit(static_cast<unsigned char>(peek())) || peek() == '_') ++at_;
      }
      if ((peek() == 'e' || peek() == 'E') && (isDigit(static_cast<unsigned char>(peek(1))) || ((peek(1) == '+' || peek(1) == '-') && isDigit(static_cast<unsigned char>(peek(2)))))) {
        at_ += 2;
        while (isDigit(static_cast<unsigned char>(peek())) || peek() == '_') ++at_;
      }
      if (std::string_view("jJlL").find(peek()) != std::string_view::npos && peek()) ++at_;
    }
    add(TokenKind::kNumber, begin, at_);
  }

  /// at_ stands on the opening quote.
  void string(uint32_t begin, bool formatted, bool raw) {
    if (!scanString(formatted, raw, 0)) error(begin, std::min<uint32_t>(at_, begin + 20), "this string is never closed");
    add(TokenKind::kString, begin, at_);
  }

  bool scanString(bool formatted, bool raw, int nesting) {
    (void)raw;
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    const uint32_t start = at_;
    at_ += triple ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == '\\') {
        ++at_;
        if (peek() == '\r' && peek(1) == '\n') ++at_;
        if (at_ < text_.size()) ++at_;
        continue;
      }
      if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
        at_ += triple ? 3 : 1;
        return true;
      }
      if (!triple && (c == '\n' || c == '\r')) return false;
      if (formatted && c == '{') {
        if (peek(1) == '{') {
          at_ += 2;
          continue;
        }
        const uint32_t before = at_;
        ++at_;
        if (nesting > 20 || !scanReplacement(quote, triple, nesting)) at_ = before + 1;
        continue;
      }
      ++at_;
    }
    at_ = triple ? static_cast<uint32_t>(text_.size()) : std::max(at_, start + 1);
    return false;
  }

  /// The inside of `{...}`, up to and with the closing brace. False: it is none; the caller goes on behind the brace.
  bool scanReplacement(char quote, bool triple, int nesting) {
    int depth = 0;
    bool format = false;
    while (at_ < text_.size()) {
      const char c = peek();
      if (!triple && (c == '\n' || c == '\r')) return false;
      if (format) {
        if (c == '}') {
          ++at_;
          return true;
        }
        if (c == '{') {
          ++at_;
          if (!scanReplacement(quote, triple, nesting + 1)) return false;
          continue;
        }
        if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) return false;
        ++at_;
        continue;
      }
      if (c == '"' || c == '\'') {
        // The outer quote inside a replacement: nested in 3.12, the end of a broken string before; try the former.
        const uint32_t before = at_;
        const size_t back = at_ >= 1 ? at_ - 1 : 0;
        const bool inner = std::string_view("fFtT").find(text_[back]) != std::string_view::npos;
        if (!scanString(inner, false, nesting + 1)) {
          at_ = before;
          return false;
        }
        continue;
      }
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || (c == '}' && depth > 0)) --depth;
      else if (c == '}') {
        ++at_;
        return true;
      } else if (c == ':' && depth == 0) {
        format = true;
      }
      ++at_;
    }
    return false;
  }

  void op() {
    static const std::array<std::string_view, 26> kLong = {"**=", "//=", ">>=", "<<=", "...", "!=", "<>", "<=", ">=", "==", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "**", "//", "<<", ">>", "||"};
    const uint32_t begin = at_;
    for (const std::string_view candidate : kLong) {
      if (candidate != "||" && text_.substr(at_).starts_with(candidate)) {
        at_ += static_cast<uint32_t>(candidate.size());
        add(TokenKind::kOp, begin, at_);
        return;
      }
    }
    const char c = peek();
    if (c == '(' || c == '[' || c == '{') {
      if (depth_++ == 0) openAt_ = at_;
    } else if (c == ')' || c == ']' || c == '}') {
      if (depth_ > 0) --depth_;
    } else if (std::string_view("+-*/%&|^~<>=.,:;@`!").find(c) == std::string_view::npos) {
      error(at_, at_ + 1, "this character has no place in Python");
      ++at_;
      return;
    }
    ++at_;
    add(TokenKind::kOp, begin, at_);
  }

  std::string_view text_;
  uint32_t at_;
  bool layout_;
  Tokens out_;
  std::vector<uint32_t> indents_{0};
  int depth_ = 0;
  uint32_t openAt_ = 0;
};

void appendUtf8(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

/// The name in a coding comment of the first two lines; empty: none.
std::string codingOf(std::string_view bytes) {
  size_t start = 0;
  for (int line = 0; line < 2 && start < bytes.size(); ++line) {
    const size_t end = std::min(bytes.find('\n', start), bytes.size());
    const std::string_view text = bytes.substr(start, end - start);
    start = end + 1;
    const size_t hash = text.find_first_not_of(" \t\f");
    if (hash == std::string_view::npos) continue;
    if (text[hash] != '#') return "";
    const size_t word = text.find("coding");
    if (word == std::string_view::npos || word + 6 >= text.size() || (text[word + 6] != ':' && text[word + 6] != '=')) continue;
    size_t at = text.find_first_not_of(" \t", word + 7);
    std::string name;
    while (at != std::string_view::npos && at < text.size() && (isNamePart(static_cast<unsigned char>(text[at])) || text[at] == '-' || text[at] == '.'))
      name += static_cast<char>(text[at] == '_' ? '-' : std::tolower(static_cast<unsigned char>(text[at]))), ++at;
    return name;
  }
  return "";
}

/// Length of the UTF-8 sequence at the start of `bytes`; 0: invalid.
size_t sequenceLength(std::string_view bytes) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char c = byte(0);
  const size_t length = c < 0x80 ? 1 : c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
  if (!length || length > bytes.size()) return 0;
  for (size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  return length;
}

}  // namespace

Tokens tokenize(std::string_view text) { return Lexer(text, 0, static_cast<uint32_t>(text.size()), true).run(); }

Tokens tokenizeExpression(std::string_view text, uint32_t begin, uint32_t end) { return Lexer(text, begin, end, false).run(); }

Decoded decodeSource(std::string bytes) {
  Decoded decoded;
  if (bytes.starts_with("\xef\xbb\xbf")) {
    bytes.erase(0, 3);
    decoded.sameBytes = false;
  }
  const std::string coding = codingOf(bytes);
  const bool utf8 = coding.empty() || coding.starts_with("utf-8") || coding.starts_with("utf8") || coding == "ascii" || coding == "us-ascii";
  if (!utf8) {
    bool plain = true;
    for (const char c : bytes) plain = plain && static_cast<unsigned char>(c) < 0x80;
    if (!plain) {  // one byte, one character: good enough to read code by, and every offset behind moves
      decoded.sameBytes = false;
      for (const char c : bytes) appendUtf8(decoded.text, static_cast<unsigned char>(c));
      return decoded;
    }
    decoded.text = std::move(bytes);
    return decoded;
  }
  bool valid = true;
  for (size_t i = 0; i < bytes.size() && valid;) {
    const size_t length = sequenceLength(std::string_view(bytes).substr(i));
    if (!length || bytes[i] == '\0') valid = false;
    i += length;
  }
  if (valid) {
    decoded.text = std::move(bytes);
    return decoded;
  }
  for (size_t i = 0; i < bytes.size();) {
    const size_t length = sequenceLength(std::string_view(bytes).substr(i));
    const bool zero = length == 1 && bytes[i] == '\0';
    if (!length || zero) {
      if (decoded.errors.size() < 20) {
        const uint32_t at = static_cast<uint32_t>(decoded.text.size());
        decoded.errors.push_back({at, at + 1, zero ? "a NUL byte has no place in Python" : "this byte is no UTF-8"});
      }
      decoded.text += zero ? " " : "?";  // one byte for one, so that offsets stay
      ++i;
      continue;
    }
    decoded.text.append(bytes, i, length);
    i += length;
  }
  return decoded;
}

std::string dumpTokens(std::string_view text) {
  static const char* const kNames[] = {"NAME", "NUMBER", "STRING", "OP", "NEWLINE", "INDENT", "DEDENT", "ENDMARKER"};
  std::string out;
  uint32_t line = 1, column = 0, offset = 0;
  const auto place = [&](uint32_t to) {
    for (; offset < to && offset < text.size(); ++offset) {
      if (text[offset] == '\n') {
        ++line;
        column = 0;
      } else if ((static_cast<unsigned char>(text[offset]) & 0xc0) != 0x80) {
        ++column;
      }
    }
    return std::to_string(line) + "," + std::to_string(column);
  };
  const Tokens tokens = tokenize(text);
  for (const Token& token : tokens.tokens) {
    const std::string begin = place(token.begin), end = place(token.end);
    std::string content(text.substr(token.begin, token.end - token.begin));
    for (size_t i = 0; (i = content.find('\n', i)) != std::string::npos; i += 2) content.replace(i, 1, "\\n");
    out += begin + "-" + end + ":\t" + kNames[static_cast<int>(token.kind)] + "\t'" + content + "'\n";
  }
  for (const LexError& error : tokens.errors) out += "error " + std::to_string(error.begin) + " " + error.what + "\n";
  return out;
}

}  // namespace tls_tidy::python
