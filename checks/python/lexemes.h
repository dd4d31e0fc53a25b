// Lexemes: the operators and keywords of Python as numbers, so that the parser compares a byte and not a text.
//
// Keywords of every version are here at once. Those from kPrint on are names wherever their statement is not begun:
// `match`, `case`, `type` (soft keywords), `print`, `exec` (statements of Python 2), `async`, `await` (names before 3.7).
// Test: tests/python/tokenizer_test.cpp.
#pragma once
#include <cstdint>
#include <string_view>

namespace tls_tidy::python {

enum class Lexeme : uint8_t {
  kNone,  // a name, a number, a string, layout
  // Operators.
  kLeftParen, kRightParen, kLeftBracket, kRightBracket, kLeftBrace, kRightBrace,
  kColon, kComma, kSemicolon, kDot, kEllipsis, kAssign, kWalrus, kArrow, kBacktick, kExclamation, kAt, kTilde,
  kEqual, kNotEqual, kLessGreater, kLess, kGreater, kLessEqual, kGreaterEqual,
  kBar, kCaret, kAmpersand, kShiftLeft, kShiftRight, kPlus, kMinus, kStar, kSlash, kDoubleSlash, kPercent, kDoubleStar,
  kBarAssign, kCaretAssign, kAmpersandAssign, kShiftLeftAssign, kShiftRightAssign, kPlusAssign, kMinusAssign, kStarAssign,
  kSlashAssign, kDoubleSlashAssign, kPercentAssign, kDoubleStarAssign, kAtAssign,
  // Keywords.
  kAnd, kAs, kAssert, kBreak, kClass, kContinue, kDef, kDel, kElif, kElse, kExcept, kFinally, kFor, kFrom, kGlobal, kIf, kImport,
  kIn, kIs, kLambda, kNonlocal, kNot, kOr, kPass, kRaise, kReturn, kTry, kWhile, kWith, kYield,
  kFalseWord, kNoneWord, kTrueWord,
  // Names that can begin a statement.
  kPrint, kExec, kMatch, kCase, kType, kAsync, kAwait,
};

constexpr bool isKeyword(Lexeme lexeme) { return lexeme >= Lexeme::kAnd && lexeme <= Lexeme::kYield; }
constexpr bool isOperator(Lexeme lexeme) { return lexeme >= Lexeme::kLeftParen && lexeme <= Lexeme::kAtAssign; }

/// The keyword a word is, else kNone.
Lexeme keywordOf(std::string_view word);

/// The longest operator at the start of `text` in any version, with its length; kNone: there is none.
struct Operator {
  Lexeme lexeme = Lexeme::kNone;
  uint32_t length = 0;
};
Operator operatorAt(std::string_view text);

}  // namespace tls_tidy::python
