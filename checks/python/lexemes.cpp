#include "checks/python/lexemes.h"

#include <array>

namespace tls_tidy::python {
namespace {

struct Word {
  std::string_view text;
  Lexeme lexeme = Lexeme::kNone;
};

constexpr Word kWords[] = {
    {"and", Lexeme::kAnd}, {"as", Lexeme::kAs}, {"assert", Lexeme::kAssert}, {"break", Lexeme::kBreak}, {"class", Lexeme::kClass},
    {"continue", Lexeme::kContinue}, {"def", Lexeme::kDef}, {"del", Lexeme::kDel}, {"elif", Lexeme::kElif}, {"else", Lexeme::kElse},
    {"except", Lexeme::kExcept}, {"finally", Lexeme::kFinally}, {"for", Lexeme::kFor}, {"from", Lexeme::kFrom},
    {"global", Lexeme::kGlobal}, {"if", Lexeme::kIf}, {"import", Lexeme::kImport}, {"in", Lexeme::kIn}, {"is", Lexeme::kIs},
    {"lambda", Lexeme::kLambda}, {"nonlocal", Lexeme::kNonlocal}, {"not", Lexeme::kNot}, {"or", Lexeme::kOr}, {"pass", Lexeme::kPass},
    {"raise", Lexeme::kRaise}, {"return", Lexeme::kReturn}, {"try", Lexeme::kTry}, {"while", Lexeme::kWhile}, {"with", Lexeme::kWith},
    {"yield", Lexeme::kYield}, {"False", Lexeme::kFalseWord}, {"None", Lexeme::kNoneWord}, {"True", Lexeme::kTrueWord},
    {"print", Lexeme::kPrint}, {"exec", Lexeme::kExec}, {"match", Lexeme::kMatch}, {"case", Lexeme::kCase}, {"type", Lexeme::kType},
    {"async", Lexeme::kAsync}, {"await", Lexeme::kAwait},
};

constexpr size_t kSlots = 256, kLongest = 8;

constexpr size_t slotOf(std::string_view word) {
  const auto byte = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(word[i])); };
  return (byte(0) * 7 + byte(1) * 31 + byte(word.size() - 1) * 3 + word.size()) % kSlots;
}

constexpr std::array<Word, kSlots> kTable = [] {
  std::array<Word, kSlots> table{};
  for (const Word& word : kWords) {
    size_t slot = slotOf(word.text);
    while (!table[slot].text.empty()) slot = (slot + 1) % kSlots;
    table[slot] = word;
  }
  return table;
}();

}  // namespace

Lexeme keywordOf(std::string_view word) {
  if (word.size() < 2 || word.size() > kLongest) return Lexeme::kNone;
  for (size_t slot = slotOf(word); !kTable[slot].text.empty(); slot = (slot + 1) % kSlots)
    if (kTable[slot].text == word) return kTable[slot].lexeme;
  return Lexeme::kNone;
}

Operator operatorAt(std::string_view text) {
  const auto at = [&](size_t i) { return i < text.size() ? text[i] : '\0'; };
  // `first` alone, `first=`, `first first`, `first first =`.
  const auto family = [&](char first, Lexeme alone, Lexeme assign, Lexeme twice, Lexeme twiceAssign) -> Operator {
    if (at(1) == '=' ) return {assign, 2};
    if (at(1) != first || twice == Lexeme::kNone) return {alone, 1};
    if (at(2) == '=' && twiceAssign != Lexeme::kNone) return {twiceAssign, 3};
    return {twice, 2};
  };
  switch (at(0)) {
    case '(': return {Lexeme::kLeftParen, 1};
    case ')': return {Lexeme::kRightParen, 1};
    case '[': return {Lexeme::kLeftBracket, 1};
    case ']': return {Lexeme::kRightBracket, 1};
    case '{': return {Lexeme::kLeftBrace, 1};
    case '}': return {Lexeme::kRightBrace, 1};
    case ',': return {Lexeme::kComma, 1};
    case ';': return {Lexeme::kSemicolon, 1};
    case '`': return {Lexeme::kBacktick, 1};
    case '~': return {Lexeme::kTilde, 1};
    case ':': return at(1) == '=' ? Operator{Lexeme::kWalrus, 2} : Operator{Lexeme::kColon, 1};
    case '.': return at(1) == '.' && at(2) == '.' ? Operator{Lexeme::kEllipsis, 3} : Operator{Lexeme::kDot, 1};
    case '=': return at(1) == '=' ? Operator{Lexeme::kEqual, 2} : Operator{Lexeme::kAssign, 1};
    case '!': return at(1) == '=' ? Operator{Lexeme::kNotEqual, 2} : Operator{Lexeme::kExclamation, 1};
    case '<':
      if (at(1) == '>') return {Lexeme::kLessGreater, 2};
      return family('<', Lexeme::kLess, Lexeme::kLessEqual, Lexeme::kShiftLeft, Lexeme::kShiftLeftAssign);
    case '>': return family('>', Lexeme::kGreater, Lexeme::kGreaterEqual, Lexeme::kShiftRight, Lexeme::kShiftRightAssign);
    case '-':
      if (at(1) == '>') return {Lexeme::kArrow, 2};
      return family('-', Lexeme::kMinus, Lexeme::kMinusAssign, Lexeme::kNone, Lexeme::kNone);
    case '+': return family('+', Lexeme::kPlus, Lexeme::kPlusAssign, Lexeme::kNone, Lexeme::kNone);
    case '*': return family('*', Lexeme::kStar, Lexeme::kStarAssign, Lexeme::kDoubleStar, Lexeme::kDoubleStarAssign);
    case '/': return family('/', Lexeme::kSlash, Lexeme::kSlashAssign, Lexeme::kDoubleSlash, Lexeme::kDoubleSlashAssign);
    case '%': return family('%', Lexeme::kPercent, Lexeme::kPercentAssign, Lexeme::kNone, Lexeme::kNone);
    case '@': return family('@', Lexeme::kAt, Lexeme::kAtAssign, Lexeme::kNone, Lexeme::kNone);
    case '&': return family('&', Lexeme::kAmpersand, Lexeme::kAmpersandAssign, Lexeme::kNone, Lexeme::kNone);
    case '|': return family('|', Lexeme::kBar, Lexeme::kBarAssign, Lexeme::kNone, Lexeme::kNone);
    case '^': return family('^', Lexeme::kCaret, Lexeme::kCaretAssign, Lexeme::kNone, Lexeme::kNone);
    default: return {};
  }
}

}  // namespace tls_tidy::python
