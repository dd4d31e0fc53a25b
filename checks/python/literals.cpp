#include "checks/python/literals.h"

#include <cstring>

namespace tls_tidy::python {
namespace {

bool isDecimal(char c) { return c >= '0' && c <= '9'; }
bool isNameCharacter(char c) { return c == '_' || isDecimal(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Number {
 public:
  Number(std::string_view text, uint32_t at, Dialect dialect) : text_(text), at_(at), dialect_(dialect), underscores_(dialect != Dialect::k27) {}

  uint32_t end() {
    if (dialect_ == Dialect::kEvery && at(0) == '0' && at(1) && std::strchr("xXoObB", at(1))) {
      at_ += 2;
      while (isNameCharacter(at(0))) ++at_;
      return at_;
    }
    const uint32_t begin = at_;
    digits();
    if (at(0) == '.') {
      ++at_;
      digits();
      exponent();
      if (at(0) == 'j' || at(0) == 'J') ++at_;
      return at_;
    }
    if (exponent()) {
      if (at(0) == 'j' || at(0) == 'J') ++at_;
      return at_;
    }
    if (at(0) == 'j' || at(0) == 'J') return at_ + 1;
    if (dialect_ == Dialect::kEvery) {
      if (at(0) == 'l' || at(0) == 'L') ++at_;
      return at_;
    }
    if (text_[begin] != '0') return at_ + takesLong();
    at_ = begin;
    return zero();
  }

 private:
  char at(uint32_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  uint32_t takesLong() const { return dialect_ == Dialect::k27 && (at(0) == 'l' || at(0) == 'L'); }

  /// One underscore at a time, between digits only; the analysis takes any.
  template <class IsDigit>
  bool run(IsDigit isDigit, bool mayBeginWithUnderscore = false) {
    bool any = false;
    for (;; any = true) {
      if (isDigit(at(0)) ) ++at_;
      else if (underscores_ && at(0) == '_' && (any || mayBeginWithUnderscore) && (isDigit(at(1)) || (dialect_ == Dialect::kEvery))) at_ += isDigit(at(1)) ? 2 : 1;
      else return any;
    }
  }
  bool digits() { return run(isDecimal); }

  bool exponent() {
    if (at(0) != 'e' && at(0) != 'E') return false;
    const uint32_t sign = at(1) == '+' || at(1) == '-' ? 1 : 0;
    if (!isDecimal(at(1 + sign))) return false;
    at_ += 1 + sign;
    return digits();
  }

  /// An integer that begins with 0: with a base, all zeros, in Python 2 octal.
  uint32_t zero() {
    const uint32_t begin = at_;
    const char base = static_cast<char>(at(1) | 32);
    at_ += 2;
    const bool mayBegin = underscores_;
    const bool based = base == 'x'   ? run([](char c) { return isDecimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }, mayBegin)
                       : base == 'o' ? run([](char c) { return c >= '0' && c <= '7'; }, mayBegin)
                       : base == 'b' ? run([](char c) { return c == '0' || c == '1'; }, mayBegin)
                                     : false;
    if (based) return base == 'o' ? at_ : at_ + takesLong();
    at_ = begin;
    if (!readsLines(dialect_)) {  // 3.12 on: the module lists `0777` and leaves the complaint to the parser
      digits();
      return at_;
    }
    const char most = dialect_ == Dialect::k27 ? '7' : '0';
    run([most](char c) { return c >= '0' && c <= most; });
    return at_ + takesLong();
  }

  std::string_view text_;
  uint32_t at_;
  Dialect dialect_;
  bool underscores_;
};

}  // namespace

std::optional<Dialect> dialectOf(std::string_view version) {
  if (version == "2.7") return Dialect::k27;
  if (version == "3.8" || version == "3.9" || version == "3.10" || version == "3.11") return Dialect::k38;
  if (version == "3.12" || version == "3.13") return Dialect::k312;
  if (version == "3.14") return Dialect::k314;
  return std::nullopt;
}

uint32_t endOfNumber(std::string_view text, uint32_t at, Dialect dialect) { return Number(text, at, dialect).end(); }

StringStart stringStartAt(std::string_view text, uint32_t at, Dialect dialect) {
  StringStart start;
  bool bytes = false, unicode = false;
  while (at + start.length < text.size()) {
    const char written = text[at + start.length], c = static_cast<char>(written | 32);
    if (written == '"' || written == '\'') {
      start.quoted = true;
      start.quote = written;
      const uint32_t quotes = at + start.length;
      start.triple = quotes + 2 < text.size() && text[quotes + 1] == written && text[quotes + 2] == written;
      return start;
    }
    const bool python2 = dialect == Dialect::k27, every = dialect == Dialect::kEvery;
    const bool kind = bytes || unicode || start.formatted || start.isTemplate;  // all but r exclude each other
    if (c == 'r' && !start.raw && (!unicode || python2 || every)) start.raw = true;
    else if (c == 'b' && !kind && !(python2 && start.raw)) bytes = true;
    else if (c == 'u' && !kind && !start.raw) unicode = true;
    else if (c == 'f' && !kind && !python2) start.formatted = true;
    else if (c == 't' && !kind && (dialect == Dialect::k314 || every)) start.isTemplate = true;
    else return {};
    ++start.length;
  }
  return {};
}

StringEnd endOfString(std::string_view text, uint32_t at, const StringStart& start) {
  at += start.opening();
  const char* const base = text.data();
  while (at < text.size()) {
    const char c = base[at];
    if (c == '\\') {
      at += at + 2 < text.size() && base[at + 1] == '\r' && base[at + 2] == '\n' ? 3 : 2;
    } else if (c == start.quote) {
      if (!start.triple) return {at + 1, true};
      if (at + 2 < text.size() && base[at + 1] == c && base[at + 2] == c) return {at + 3, true};
      ++at;
    } else if (!start.triple && (c == '\n' || c == '\r')) {
      return {at, false};
    } else {
      ++at;
    }
  }
  return {static_cast<uint32_t>(text.size()), false};
}

}  // namespace tls_tidy::python
