// Numbers and strings: adjacent string literals are one constant, or one joined string when a formatted one is among them.
#include <algorithm>
#include <cctype>

#include "checks/python/literals.h"
#include "checks/python/syntax.h"

namespace tls_tidy::python {
namespace {

void appendCharacter(std::string& out, uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  }
}

int digitValue(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99; }

/// The digits of `text` from `at` on, at most `most`; the count is in `read`.
uint32_t readDigits(std::string_view text, size_t at, int base, size_t most, size_t& read) {
  uint32_t value = 0;
  for (read = 0; read < most && at + read < text.size() && digitValue(text[at + read]) < base; ++read) value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digitValue(text[at + read]));
  return value;
}

}  // namespace

ExprId Syntax::number() {
  Expr expr = made(ExprKind::kConstant);
  expr.text = text();
  const uint32_t begin = here();
  ++at_;
  std::string_view digits = expr.text;
  const char second = digits.size() > 1 ? static_cast<char>(digits[1] | 32) : '\0';
  const bool based = digits[0] == '0' && (second == 'x' || second == 'o' || second == 'b');
  const bool isFloat = !based && digits.find_first_of(".eEjJ") != std::string_view::npos;
  expr.constant = isFloat ? ConstantKind::kFloat : ConstantKind::kInteger;
  if (!isFloat) {
    if (digits.back() == 'l' || digits.back() == 'L') {
      tree_.python2Only = true;
      digits.remove_suffix(1);
    }
    const bool octal = !based && digits.size() > 1 && digits[0] == '0';
    if (octal && digits.find_first_not_of("0_") != std::string_view::npos) tree_.python2Only = true;
    const int base = second == 'x' && based ? 16 : second == 'b' && based ? 2 : based || octal ? 8 : 10;
    for (const char c : digits.substr(based ? 2 : 0)) {
      if (c == '_') continue;
      const int digit = digitValue(c);
      if (digit >= base || expr.integer > (INT64_MAX - digit) / base) {
        expr.integer = 0;
        break;
      }
      expr.integer = expr.integer * base + digit;
    }
  }
  return finish(std::move(expr), begin);
}

/// What has been read of adjacent literals. A single plain one without escapes is a view into the source.
struct Syntax::Joined {
  std::string plain;
  std::string_view single;
  Span textSpan;
  bool bytes = false, formatted = false;
  size_t literals = 0;
  std::vector<ExprId> pieces, inFormats;
};

ExprId Syntax::strings() {
  const uint32_t begin = here();
  Joined joined;
  while (!failed_ && (kind() == TokenKind::kString || kind() == TokenKind::kFormatStart)) {
    if (kind() == TokenKind::kString) plainString(joined);
    else formattedString(joined);
  }
  if (!joined.formatted) {
    Expr expr = made(ExprKind::kConstant);
    expr.constant = joined.bytes ? ConstantKind::kBytes : ConstantKind::kString;
    expr.text = joined.literals == 1 && joined.plain.empty() ? joined.single : keep(std::move(joined.plain));
    return finish(std::move(expr), begin);
  }
  flush(joined, {begin, lastEnd()});
  Expr expr = made(ExprKind::kJoinedString);
  expr.items = tree_.keep(joined.pieces.data(), joined.pieces.size());
  expr.targets = tree_.keep(joined.inFormats.data(), joined.inFormats.size());
  return finish(std::move(expr), begin);
}

void Syntax::plainString(Joined& joined) {
  const std::string_view literal = text();
  const StringStart start = stringStartAt(literal, 0, Dialect::kEvery);
  const size_t opening = start.opening(), closing = start.triple ? 3 : 1;
  const bool closed = literal.size() >= opening + closing && literal.back() == start.quote;
  std::string_view inside = literal.substr(std::min(opening, literal.size()));
  if (closed) inside.remove_suffix(closing);
  const std::string_view prefix = literal.substr(0, start.length);
  const bool bytes = prefix.find_first_of("bB") != std::string_view::npos;
  joined.bytes = joined.bytes || bytes;
  joined.formatted = joined.formatted || start.formatted || start.isTemplate;  // a broken one is not opened
  const bool viewed = joined.literals == 0 && (start.raw || inside.find('\\') == std::string_view::npos) && !startsStringAt(1) && !joined.formatted;
  ++joined.literals;
  ++at_;
  if (viewed) joined.single = inside;
  else decode(inside, start.raw, bytes, joined.plain);
}

bool Syntax::startsStringAt(size_t ahead) const { return kind(ahead) == TokenKind::kString || kind(ahead) == TokenKind::kFormatStart; }

void Syntax::flush(Joined& joined, Span span) {
  if (joined.plain.empty()) return;
  Expr piece = made(ExprKind::kConstant);
  piece.constant = ConstantKind::kString;
  piece.text = keep(std::move(joined.plain));
  piece.span = span;
  joined.pieces.push_back(add(std::move(piece)));
  joined.plain.clear();
}

void Syntax::formattedString(Joined& joined) {
  const Depth depth(*this);
  const uint32_t begin = here();
  const bool raw = text().find_first_of("rR") != std::string_view::npos;
  joined.formatted = true;
  ++joined.literals;
  ++at_;
  while (!failed_ && kind() != TokenKind::kFormatEnd) {
    if (kind() == TokenKind::kFormatText) {
      decode(text(), raw, false, joined.plain);
      ++at_;
    } else if (is(Lexeme::kLeftBrace)) {
      flush(joined, {begin, here()});
      field(joined, false);
    } else {  // the tokenizer gave it up
      fail();
    }
  }
  ++at_;
}

/// {value!r:format}; a field inside a format is kept apart.
void Syntax::field(Joined& joined, bool inFormat) {
  const Depth depth(*this);
  ++at_;
  if (failed_) return;
  const ExprId value = expressionList();
  if (failed_) return;
  (inFormat ? joined.inFormats : joined.pieces).push_back(value);
  take(Lexeme::kAssign);
  if (take(Lexeme::kExclamation)) ++at_;
  if (take(Lexeme::kColon)) formatSpecification(joined);
  need(Lexeme::kRightBrace);
}

void Syntax::formatSpecification(Joined& joined) {
  while (!failed_ && !is(Lexeme::kRightBrace)) {
    if (kind() == TokenKind::kFormatText) ++at_;
    else if (is(Lexeme::kLeftBrace)) field(joined, true);
    else fail();
  }
}

void Syntax::decode(std::string_view written, bool raw, bool bytes, std::string& out) {
  if (raw) {
    out += written;
    return;
  }
  for (size_t i = 0; i < written.size(); ++i) {
    const size_t backslash = std::min(written.find('\\', i), written.size());
    out.append(written, i, backslash - i);
    i = backslash;
    if (i + 1 >= written.size()) {
      if (i < written.size()) out += '\\';
      return;
    }
    const char c = written[++i];
    size_t read = 0;
    switch (c) {
      case 'n': out += '\n'; break;
      case 't': out += '\t'; break;
      case 'r': out += '\r'; break;
      case 'a': out += '\a'; break;
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'v': out += '\v'; break;
      case '\n': break;
      case '\r':
        if (i + 1 < written.size() && written[i + 1] == '\n') ++i;
        break;
      case '\\': case '\'': case '"': out += c; break;
      case 'x': {
        const uint32_t value = readDigits(written, i + 1, 16, 2, read);
        i += read;
        out += value == 1 ? '?' : static_cast<char>(value);  // \x01 marks unknown pieces downstream
        break;
      }
      case 'u': case 'U': {
        const size_t digits = c == 'u' ? 4 : 8;
        const uint32_t value = bytes ? 0 : readDigits(written, i + 1, 16, digits, read);
        if (read != digits || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
          (out += '\\') += c;
        } else {
          i += read;
          appendCharacter(out, value == 1 ? '?' : value);
        }
        break;
      }
      default:
        if (c >= '0' && c <= '7') {
          const uint32_t value = readDigits(written, i, 8, 3, read);
          i += read - 1;
          out += value == 1 ? '?' : static_cast<char>(value);
        } else {
          (out += '\\') += c;
        }
    }
  }
}

}  // namespace tls_tidy::python
