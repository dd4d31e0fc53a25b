#include "checks/python/tokenizer.h"

#include <algorithm>
#include <array>

#include "checks/python/line_end_recovery.h"
#include "checks/python/literals.h"
#include "checks/python/names.h"

namespace tls_tidy::python {
namespace {

constexpr size_t kMostErrors = 200, kDeepestFormat = 150;

enum class Shape : uint8_t { kOther, kSpace, kLineEnd, kName, kDigit, kQuote, kComment, kBackslash, kHigh, kOperator };

constexpr std::array<Shape, 256> kShapes = [] {
  std::array<Shape, 256> shapes{};
  for (int c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    shapes[static_cast<size_t>(c)] = letter ? Shape::kName : c >= '0' && c <= '9' ? Shape::kDigit : c >= 0x80 ? Shape::kHigh : Shape::kOther;
  }
  for (const char c : std::string_view(" \t\f")) shapes[static_cast<size_t>(c)] = Shape::kSpace;
  for (const char c : std::string_view("\r\n")) shapes[static_cast<size_t>(c)] = Shape::kLineEnd;
  for (const char c : std::string_view("\"'")) shapes[static_cast<size_t>(c)] = Shape::kQuote;
  for (const char c : std::string_view("+-*/%&|^~<>=.,:;@`!()[]{}")) shapes[static_cast<size_t>(c)] = Shape::kOperator;
  shapes['#'] = Shape::kComment;
  shapes['\\'] = Shape::kBackslash;
  return shapes;
}();

Shape shapeOf(char c) { return kShapes[static_cast<unsigned char>(c)]; }

class Lexer {
 public:
  Lexer(std::string_view text, Dialect dialect, bool doubtsQuotes)
      : text_(text), size_(static_cast<uint32_t>(text.size())), dialect_(dialect), lines_(readsLines(dialect)), exact_(dialect != Dialect::kEvery), doubtsQuotes_(doubtsQuotes) {
    out_.tokens.reserve(text.size() / (exact_ ? 3 : 4) + 16);
  }

  Tokens run() {
    startLine();
    do {
      while (at_ < size_ && !stopped_) {
        if (!frames_.empty() && frames_.back().kind != Frame::kField) formatText();
        else step();
      }
    } while (!exact_ && leftOpen());
    finish();
    return std::move(out_);
  }

  /// Triple quotes do not pair up: the text ends in them, or what closes them looks like the start of another string.
  bool hasUnevenQuotes() const { return hasUnevenQuotes_; }

 private:
  /// Where an opened f-string stands: in its text, in braces, or in the format behind a colon.
  struct Frame {
    enum Kind : uint8_t { kText, kField, kFormat } kind;
    StringStart start;
    size_t depth = 0;  // kField: brackets open, its own included
    size_t mark = 0;   // kText: which mark leads back
  };
  /// The state to come back to when what was opened here turns out never to be closed.
  struct Mark {
    size_t tokens = 0, errors = 0;
    uint32_t at = 0;
  };
  struct Bracket {
    Lexeme lexeme;
    uint32_t at;
  };

  char peek(uint32_t ahead = 0) const { return at_ + ahead < size_ ? text_[at_ + ahead] : '\0'; }
  bool atEnd(uint32_t ahead = 0) const { return at_ + ahead >= size_; }
  void add(TokenKind kind, uint32_t begin, uint32_t end, Lexeme lexeme = Lexeme::kNone) { out_.tokens.push_back({kind, lexeme, begin, end}); }
  void error(uint32_t begin, uint32_t end, const char* what) {
    if (out_.errors.size() < kMostErrors) out_.errors.push_back({begin, std::max(begin, std::min(end, size_)), what});
  }
  /// A version's own tokenizer stops at its first error; what follows is listed all the same.
  bool joinsLines() const { return lines_ ? level_ != 0 : !brackets_.empty(); }

  /// Length of the line end at `at`: 0 none. The line-reading modules know no lone carriage return.
  uint32_t lineEndAt(uint32_t at) const {
    if (at >= size_) return 0;
    if (text_[at] == '\n') return 1;
    if (text_[at] != '\r') return 0;
    if (at + 1 < size_ && text_[at + 1] == '\n') return 2;
    return lines_ ? 0 : 1;
  }

  void comment() {
    const uint32_t begin = at_;
    while (!atEnd() && peek() != '\n' && peek() != '\r') ++at_;
    if (exact_) add(TokenKind::kComment, begin, at_);
  }

  // Layout.

  /// Leading white space of a logical line: blank and comment lines are passed over.
  void startLine() {
    for (;;) {
      const uint32_t begin = at_;
      const uint32_t column = indentation();
      if (atEnd()) return;
      if (peek() != '#' && peek() != '\n' && peek() != '\r') {
        indentTo(column, begin);
        return;
      }
      blankLine();
    }
  }

  uint32_t indentation() {
    uint32_t column = 0, joined = 0;
    for (; !atEnd(); ++at_) {
      const char c = peek();
      if (c == ' ') ++column;
      else if (c == '\t') column = column / 8 * 8 + 8;
      else if (c == '\f') column = 0;
      else if (c == '\\' && !lines_ && lineEndAt(at_ + 1)) {  // the first line's column counts
        joined = joined ? joined : column;
        at_ += lineEndAt(at_ + 1);
      } else break;
    }
    return joined ? joined : column;
  }

  void blankLine() {
    if (lines_) {  // all up to the line feed, lone carriage returns too
      const uint32_t end = std::min<uint32_t>(static_cast<uint32_t>(std::min<size_t>(text_.find('\n', at_), size_)), size_);
      if (peek() == '#') {
        uint32_t last = end;
        while (text_[last - 1] == '\r') --last;
        add(TokenKind::kComment, at_, last);
        at_ = last;
      }
      const uint32_t next = std::min(end + 1, size_);
      add(TokenKind::kLineBreak, at_, next);
      at_ = next;
      return;
    }
    if (peek() == '#') comment();
    const uint32_t length = lineEndAt(at_);
    if (exact_) add(TokenKind::kLineBreak, at_, at_ + length);
    at_ += length;
  }

  void indentTo(uint32_t column, uint32_t begin) {
    if (column > indents_.back()) {
      indents_.push_back(column);
      add(TokenKind::kIndent, begin, at_);
      return;
    }
    if (!std::binary_search(indents_.begin(), indents_.end(), column)) {
      error(at_, at_ + 1, "this indentation matches no outer level");
      // The block goes on at the new column: what was indented deeper lost its header, not its place.
      while (indents_.size() > 2 && indents_[indents_.size() - 2] > column) popIndent();
      indents_.back() = column;
      return;
    }
    while (column < indents_.back()) popIndent();
  }

  void popIndent() {
    indents_.pop_back();
    add(TokenKind::kDedent, at_, at_);
  }

  void lineEnd(uint32_t length) {
    const bool joins = lines_ ? level_ > 0 : !brackets_.empty();
    if (!joins) add(TokenKind::kNewline, at_, at_ + length);
    else if (exact_) add(TokenKind::kLineBreak, at_, at_ + length);
    const uint32_t end = at_;
    at_ += length;
    if (!joinsLines()) startLine();
    else if (!exact_) lineInBrackets(end);
  }

  /// Does the next line start a statement although a bracket is open?
  void lineInBrackets(uint32_t end) {
    const bool doubted = at_ <= doubtUntil_;
    if (!startsStatement(text_, at_) && !(doubted && leavesBrackets(text_, at_, indents_.back()))) return;
    if (!frames_.empty()) {
      abandonFormat();
      return;
    }
    const uint32_t line = at_;
    if (!doubted && rollBack(bracketMark_)) {
      doubtUntil_ = line;
      return;
    }
    error(brackets_.front().at, brackets_.front().at + 1, "this bracket is never closed");
    brackets_.clear();
    doubtUntil_ = 0;
    add(TokenKind::kNewline, end, end);
    startLine();
  }

  bool readTwiceTooMuch() const { return twice_ > 8ull * size_ + 65536; }

  /// Back to the mark to read on in doubt; false: too much was read twice already.
  bool rollBack(const Mark& mark) {
    twice_ += at_ - mark.at;
    if (readTwiceTooMuch()) return false;
    out_.tokens.resize(mark.tokens);
    if (mark.errors < out_.errors.size()) out_.errors.erase(out_.errors.begin() + static_cast<long>(mark.errors), out_.errors.end());
    at_ = mark.at;
    brackets_.clear();
    return true;
  }

  /// Something is open at the end of the text: true when reading goes on from where it was opened.
  bool leftOpen() {
    if (!frames_.empty()) {
      abandonFormat();
      return true;
    }
    if (brackets_.empty()) return false;
    if (doubtUntil_ < size_ && rollBack(bracketMark_)) {
      doubtUntil_ = size_;
      return true;
    }
    error(brackets_.front().at, brackets_.front().at + 1, "this bracket is never closed");
    return false;
  }

  void finish() {
    at_ = size_;
    const TokenKind last = out_.tokens.empty() ? TokenKind::kNewline : out_.tokens.back().kind;
    if (exact_) lastLineOfVersion();
    else if (last != TokenKind::kNewline && last != TokenKind::kIndent && last != TokenKind::kDedent) add(TokenKind::kNewline, at_, at_);
    while (indents_.size() > 1) popIndent();
    add(TokenKind::kEnd, at_, at_);
  }

  /// What a version's module makes of a last line without line end.
  void lastLineOfVersion() {
    if (stopped_) return;
    if (lines_ && (level_ != 0 || continued_)) {
      error(size_, size_, "the text ends within a statement");
      return;
    }
    if (!lines_ && !frames_.empty()) error(frames_.back().start.quote ? frames_.back().mark : size_, size_, "this string is never closed");
    else if (!lines_ && !brackets_.empty()) error(size_, size_, "this bracket is never closed");
    const size_t line = text_.rfind('\n') + 1;
    if (line >= size_) return;
    const std::string_view last = text_.substr(line);
    const size_t first = last.find_first_not_of(" \t\f");
    const bool comment = first != std::string_view::npos && last[first] == '#';
    if (lines_) {
      if (dialect_ != Dialect::k27 && first != std::string_view::npos && !comment && last.back() != '\r') add(TokenKind::kNewline, size_, size_);
    } else if (first == std::string_view::npos || comment) {
      if (!comment) add(TokenKind::kLineBreak, size_, size_);
    } else {
      add(TokenKind::kNewline, size_, size_);
    }
  }

  // Tokens.

  void step() {
    const uint32_t gap = at_;
    while (!atEnd() && shapeOf(peek()) == Shape::kSpace) ++at_;
    continued_ = false;
    if (atEnd()) return;
    switch (shapeOf(peek())) {
      case Shape::kName: return nameOrString();
      case Shape::kDigit: return number();
      case Shape::kQuote: return string(gap);
      case Shape::kComment: return comment();
      case Shape::kHigh: return highCharacter(gap);
      case Shape::kOperator:
        if (peek() == '.' && peek(1) >= '0' && peek(1) <= '9') return number();
        return op(gap);
      case Shape::kLineEnd:
        if (const uint32_t length = lineEndAt(at_)) return lineEnd(length);
        return badCharacter(gap);
      case Shape::kBackslash:
        if (const uint32_t length = lineEndAt(at_ + 1)) return joinLine(1 + length);
        return badCharacter(gap);
      default: return badCharacter(gap);
    }
  }

  void joinLine(uint32_t length) {
    at_ += length;
    continued_ = true;
    if (!lines_ && atEnd() && exact_) error(size_, size_, "the text ends within a statement");
  }

  /// The line-reading modules make an error token of each character of the space before it, and of the character.
  void badCharacter(uint32_t gap) {
    const uint32_t length = dialect_ == Dialect::k27 ? 1 : std::max(1u, characterAt(text_, at_).length);
    if (!lines_) {
      error(at_, at_ + length, peek() == '\\' ? "something follows this backslash on its line" : "this character has no place in Python");
      at_ += length;
      return;
    }
    for (; gap < at_; ++gap) add(TokenKind::kError, gap, gap + 1);
    add(TokenKind::kError, at_, at_ + length);
    at_ += length;
  }

  /// The modules from 3.12 on list every character beyond ASCII as part of a name.
  uint32_t bitsOf(Character character) const { return exact_ && !lines_ ? kStartsName | kContinuesName : nameBits(character.codePoint); }

  void restOfName() {
    for (;;) {
      while (!atEnd() && (shapeOf(peek()) == Shape::kName || shapeOf(peek()) == Shape::kDigit)) ++at_;
      if (atEnd() || shapeOf(peek()) != Shape::kHigh || dialect_ == Dialect::k27) return;
      const Character character = characterAt(text_, at_);
      if (!character.length || !(bitsOf(character) & (lines_ ? kWordCharacter : kContinuesName))) return;
      at_ += character.length;
    }
  }

  void highCharacter(uint32_t gap) {
    const Character character = dialect_ == Dialect::k27 ? Character{} : characterAt(text_, at_);
    const uint32_t bits = character.length ? bitsOf(character) : 0;
    if (!(bits & (lines_ ? kWordCharacter : kStartsName))) return badCharacter(gap);
    const uint32_t begin = at_;
    restOfName();
    add(lines_ && !(bits & kStartsOldName) ? TokenKind::kOp : TokenKind::kName, begin, at_);
  }

  void nameOrString() {
    const uint32_t begin = at_;
    const char next = peek(1);
    if (next == '"' || next == '\'' || peek(2) == '"' || peek(2) == '\'') {
      const StringStart start = stringStartAt(text_, at_, dialect_);
      if (start.quoted && anyString(start)) return;
    }
    restOfName();
    add(TokenKind::kName, begin, at_, keywordOf(text_.substr(begin, at_ - begin)));
  }

  void number() {
    const uint32_t begin = at_;
    at_ = endOfNumber(text_, at_, dialect_);
    add(TokenKind::kNumber, begin, at_);
  }

  void string(uint32_t gap) {
    const StringStart start = stringStartAt(text_, at_, dialect_);
    if (anyString(start)) return;
    badCharacter(gap);  // one of the line-reading modules: an open quote is a bad character
  }

  /// False: no string token is made of it.
  bool anyString(const StringStart& start) {
    if ((start.formatted || start.isTemplate) && opensFormatted(dialect_) && openFormat(start)) return true;
    const uint32_t begin = at_;
    const bool doubted = doubtsQuotes_ && start.triple;
    const size_t reach = doubted && readTwiceTooMuch() ? std::min(text_.find('\n', at_), text_.size()) : text_.size();
    StringEnd end = endOfString(text_.substr(0, reach), at_, start);
    if (lines_) return stringOfLines(start, end);
    if (doubted) {
      const uint32_t real = endOfDoubtedString(text_, at_, start.opening(), end.at, end.closed, indents_.back());
      if (real != end.at) {
        twice_ += end.at - real;
        end = {real, false};
      }
    }
    at_ = end.at;
    hasUnevenQuotes_ = hasUnevenQuotes_ || (start.triple && (end.closed ? wordFollows(text_, at_) : at_ >= size_));
    if (!end.closed) {
      error(begin, std::min(begin + 20, at_), "this string is never closed");
      if (!frames_.empty() && !exact_) {
        abandonFormat();
        return true;
      }
    }
    add(TokenKind::kString, begin, at_);
    return true;
  }

  bool stringOfLines(const StringStart& start, StringEnd end) {
    const uint32_t begin = at_;
    if (!start.triple) end = endOnJoinedLines(start);
    if (end.at == begin) return false;
    at_ = end.at;
    if (end.closed) {
      add(TokenKind::kString, begin, at_);
    } else if (at_ >= size_ && (start.triple || isJoined_)) {
      error(begin, begin + 1, "the text ends within this string");
      stopped_ = true;
    } else {  // what follows is a new line, of a new statement unless brackets are open
      add(TokenKind::kError, begin, at_);
      if (!joinsLines()) startLine();
    }
    return true;
  }

  /// A string in single quotes, line by line: a backslash at the end of a line continues it. at == at_: it is none.
  StringEnd endOnJoinedLines(const StringStart& start) {
    uint32_t at = at_ + start.opening();
    isJoined_ = false;
    while (at < size_) {
      const char c = text_[at];
      if (c == start.quote) return {at + 1, true};
      const bool continues = c == '\\' && (at + 1 >= size_ || text_[at + 1] == '\n' || text_.substr(at + 1).starts_with("\r\n"));
      if (continues) {
        if (at + 1 >= size_) return {at_, false};
        at += text_[at + 1] == '\n' ? 2 : 3;
        isJoined_ = true;
        continue;
      }
      if (c == '\n') {
        if (!isJoined_) return {at_, false};
        ++at;
        // Ends in a backslash all the same when that one was escaped: the module looks at the characters only.
        if (!text_.substr(0, at).ends_with("\\\n") && !text_.substr(0, at).ends_with("\\\r\n")) return {at, false};
        continue;
      }
      at += c == '\\' ? 2 : 1;
    }
    return isJoined_ ? StringEnd{size_, false} : StringEnd{at_, false};
  }

  void op(uint32_t gap) {
    Operator found = operatorAt(text_.substr(at_, 3));
    if (exact_) found = ofVersion(found);
    const Lexeme lexeme = found.lexeme;
    if (lexeme == Lexeme::kNone) return badCharacter(gap);
    const uint32_t begin = at_;
    if (!frames_.empty() && brackets_.size() == frames_.back().depth) {  // directly in the braces of an f-string
      if (lexeme == Lexeme::kColon || lexeme == Lexeme::kWalrus) {
        add(TokenKind::kOp, begin, ++at_, Lexeme::kColon);
        frames_.push_back({Frame::kFormat, frames_.back().start, 0, begin});
        return;
      }
      if (lexeme == Lexeme::kRightBrace) {
        frames_.pop_back();
        brackets_.pop_back();
        add(TokenKind::kOp, begin, ++at_, lexeme);
        return;
      }
    }
    at_ += found.length;
    if (lexeme <= Lexeme::kRightBrace) bracket(lexeme, begin);
    add(TokenKind::kOp, begin, at_, lexeme);
  }

  /// Operators that a version does not know fall into smaller ones.
  Operator ofVersion(Operator found) const {
    const Lexeme lexeme = found.lexeme;
    if (dialect_ == Dialect::k27) {
      if (lexeme == Lexeme::kExclamation) return {};
      if (lexeme == Lexeme::kWalrus) return {Lexeme::kColon, 1};
      if (lexeme == Lexeme::kArrow) return {Lexeme::kMinus, 1};
      if (lexeme == Lexeme::kEllipsis) return {Lexeme::kDot, 1};
      if (lexeme == Lexeme::kAtAssign) return {Lexeme::kAt, 1};
    } else if (lines_) {
      if (lexeme == Lexeme::kExclamation || lexeme == Lexeme::kBacktick) return {};
      if (lexeme == Lexeme::kLessGreater) return {Lexeme::kLess, 1};
    }
    return found;
  }

  void bracket(Lexeme lexeme, uint32_t begin) {
    const bool opens = lexeme == Lexeme::kLeftParen || lexeme == Lexeme::kLeftBracket || lexeme == Lexeme::kLeftBrace;
    if (lines_) {
      level_ += opens ? 1 : -1;
      return;
    }
    if (opens) {
      if (brackets_.empty()) bracketMark_ = {out_.tokens.size(), out_.errors.size(), begin};
      brackets_.push_back({lexeme, begin});
      return;
    }
    const Lexeme opening = static_cast<Lexeme>(static_cast<int>(lexeme) - 1);
    const size_t floor = frames_.empty() ? 0 : frames_.back().depth;
    size_t open = brackets_.size();
    while (open > floor && brackets_[open - 1].lexeme != opening) --open;
    if (open <= floor) {
      error(begin, begin + 1, "this bracket closes nothing");
      return;
    }
    if (open < brackets_.size()) error(brackets_.back().at, brackets_.back().at + 1, "this bracket is never closed");
    brackets_.resize(open - 1);
  }

  // Formatted strings.

  /// False: it was tried before and is broken; it is read as a plain string.
  bool openFormat(const StringStart& start) {
    if (at_ == brokenFormat_ || frames_.size() > kDeepestFormat) return false;
    if (frames_.empty()) {
      formatMark_ = {out_.tokens.size(), out_.errors.size(), at_};
      bracketsBefore_ = brackets_;
    }
    frames_.push_back({Frame::kText, start, 0, at_});
    add(TokenKind::kFormatStart, at_, at_ + start.opening());
    at_ += start.opening();
    return true;
  }

  /// The outermost one is broken: read on as if it were a plain string.
  void abandonFormat() {
    const std::vector<Bracket> before = std::move(bracketsBefore_);
    frames_.clear();
    if (rollBack(formatMark_)) brokenFormat_ = formatMark_.at;
    brackets_ = before;
  }

  bool closes(const StringStart& start) const {
    return peek() == start.quote && (!start.triple || (peek(1) == start.quote && peek(2) == start.quote));
  }

  void formatText() {
    const Frame frame = frames_.back();
    const bool inFormat = frame.kind == Frame::kFormat;
    const uint32_t begin = at_;
    const auto flush = [&] {
      if (at_ > begin) add(TokenKind::kFormatText, begin, at_);
    };
    while (!atEnd()) {
      const char c = peek();
      if (!inFormat && closes(frame.start)) {
        flush();
        const uint32_t length = frame.start.triple ? 3 : 1;
        add(TokenKind::kFormatEnd, at_, at_ + length);
        at_ += length;
        frames_.pop_back();
        return;
      }
      if (c == '{') {
        if (!inFormat && peek(1) == '{') {  // the text goes on behind the second brace, as a token of its own
          ++at_;
          flush();
          ++at_;
          return;
        }
        flush();
        brackets_.push_back({Lexeme::kLeftBrace, at_});
        frames_.push_back({Frame::kField, frame.start, brackets_.size(), at_});
        add(TokenKind::kOp, at_, at_ + 1, Lexeme::kLeftBrace);
        ++at_;
        return;
      }
      if (c == '}') {
        if (inFormat) {
          if (exact_) add(TokenKind::kFormatText, begin, at_);  // listed even where it is empty
          else flush();
          frames_.pop_back();
          return;
        }
        if (peek(1) == '}') {
          ++at_;
          flush();
          ++at_;
          return;
        }
        if (!exact_) error(at_, at_ + 1, "this brace closes nothing");
        ++at_;
        continue;
      }
      if (c == '\\') {
        if (!skipEscape(frame.start)) continue;
        flush();
        return;
      }
      const bool broken = (!frame.start.triple && lineEndAt(at_)) || (inFormat && closes(frame.start));
      if (broken) {
        brokenText(frame);
        return;
      }
      ++at_;
    }
    if (!exact_) {
      abandonFormat();
      return;
    }
    flush();
  }

  /// True: it was a named character, behind which the text goes on as a token of its own.
  bool skipEscape(const StringStart& start) {
    ++at_;
    if (!start.raw && peek() == 'N' && peek(1) == '{') {
      while (!atEnd() && peek() != '}' && peek() != start.quote && !lineEndAt(at_)) ++at_;
      if (peek() != '}') return false;
      ++at_;
      return true;
    } else if (peek() == '\r' && peek(1) == '\n') {
      at_ += 2;
    } else if (!atEnd() && peek() != '{' && peek() != '}') {
      ++at_;
    }
    return false;
  }

  void brokenText(const Frame& frame) {
    if (!exact_) {
      abandonFormat();
      return;
    }
    error(static_cast<uint32_t>(frame.mark), at_, "this string is never closed");
    while (!frames_.empty()) {
      if (frames_.back().kind == Frame::kField) brackets_.resize(frames_.back().depth - 1);
      frames_.pop_back();
    }
  }

  std::string_view text_;
  uint32_t size_;
  Dialect dialect_;
  bool lines_, exact_, doubtsQuotes_;
  uint32_t at_ = 0;
  Tokens out_;
  std::vector<uint32_t> indents_{0};
  std::vector<Bracket> brackets_, bracketsBefore_;
  std::vector<Frame> frames_;
  Mark bracketMark_, formatMark_;
  uint32_t doubtUntil_ = 0;       // up to here the open bracket is known never to be closed
  uint32_t brokenFormat_ = ~0u;
  uint64_t twice_ = 0;            // bytes read more than once
  int level_ = 0;                 // lines_: open brackets, below 0 when too many were closed
  bool continued_ = false, isJoined_ = false, stopped_ = false, hasUnevenQuotes_ = false;
};

}  // namespace

Tokens tokenize(std::string_view text, Dialect dialect) {
  Lexer lexer(text, dialect, false);
  Tokens tokens = lexer.run();
  if (dialect != Dialect::kEvery || !lexer.hasUnevenQuotes()) return tokens;
  return Lexer(text, dialect, true).run();
}

}  // namespace tls_tidy::python
