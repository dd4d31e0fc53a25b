#include "checks/findings/commented_source.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <string>

namespace tls_tidy {
namespace {

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }

/// What a `{` at its place opens decides whether the statement around it goes on behind it.
struct Frame {
  uint32_t statement = StatementToken::kNone;
  int parentheses = 0;
  bool hasGroup = false;   // `(...)` was seen: what follows may be a body
  bool hasType = false;    // class, struct, union, enum, namespace, extern
  bool initializer = false;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  CommentedSource run() {
    while (at_ < text_.size()) step();
    return std::move(result_);
  }

 private:
  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  /// Length of a backslash and a line end, 0 elsewhere.
  size_t spliceAt(size_t at) const {
    if (text_[at] != '\\') return 0;
    if (text_.substr(at + 1, 2) == "\r\n") return 3;
    return at + 1 < text_.size() && (text_[at + 1] == '\n' || text_[at + 1] == '\r') ? 2 : 0;
  }

  void step() {
    char c = peek();
    if (c == '\n' || c == '\r') {
      ++at_;
      lineHasCode_ = false;
      if (inDirective_) endDirective();
    } else if (std::isspace(static_cast<unsigned char>(c)) || c == '\0') {
      ++at_;
    } else if (size_t splice = spliceAt(at_)) {
      at_ += splice;
    } else if (c == '/' && (peek(1) == '/' || peek(1) == '*')) {
      comment(peek(1) == '/');
    } else if (c == '#' && !lineHasCode_ && !inDirective_) {
      startDirective();
    } else {
      token();
    }
  }

  void comment(bool line) {
    Comment comment;
    comment.begin = at_;
    comment.textBegin = at_ += 2;
    if (line) {
      while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') at_ += std::max<size_t>(spliceAt(at_), 1);
      at_ = std::min(at_, text_.size());
      comment.textEnd = comment.end = at_;
    } else {
      size_t end = text_.find("*/", at_);
      comment.textEnd = std::min(end, text_.size());
      at_ = comment.end = end == std::string_view::npos ? text_.size() : end + 2;
    }
    result_.comments.push_back(comment);
  }

  size_t endOfQuoted(size_t at, char quote) const {
    for (++at; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        at += std::max<size_t>(spliceAt(at), 2) - 1;
      } else if (text_[at] == quote) {
        return at + 1;
      } else if (text_[at] == '\n' || text_[at] == '\r') {
        return at;  // never closed: the line ends it
      }
    }
    return text_.size();
  }

  size_t endOfRaw(size_t quote) const {
    size_t open = text_.find('(', quote);
    if (open == std::string_view::npos || open - quote > 17) return endOfQuoted(quote, '"');
    std::string close = ")" + std::string(text_.substr(quote + 1, open - quote - 1)) + "\"";
    size_t end = text_.find(close, open);
    return end == std::string_view::npos ? text_.size() : end + close.size();
  }

  size_t endOfWord(size_t at) const {
    bool number = std::isdigit(static_cast<unsigned char>(text_[at])) != 0;
    while (at < text_.size() && (isWord(text_[at]) || (number && (text_[at] == '.' || (text_[at] == '\'' && at + 1 < text_.size() && isWord(text_[at + 1])))))) ++at;
    return at;
  }

  void token() {
    lineHasCode_ = true;
    size_t begin = at_;
    char c = peek();
    if (isWord(c)) {
      at_ = endOfWord(at_);
      std::string_view word = text_.substr(begin, at_ - begin);
      if (peek() == '"' && (word == "R" || word == "LR" || word == "uR" || word == "UR" || word == "u8R")) {
        at_ = endOfRaw(at_);
      } else if (peek() == '"' || (peek() == '\'' && word.size() <= 2)) {
        at_ = endOfQuoted(at_, peek());
      }
      add(begin, text_.substr(begin, at_ - begin));
    } else if (c == '"' || c == '\'') {
      at_ = endOfQuoted(at_, c);
      add(begin, "\"");
    } else {
      ++at_;
      inDirective_ ? add(begin, "") : punctuation(c, begin);
    }
  }

  void add(size_t begin, std::string_view text) {
    Frame& frame = frames_.back();
    if (frame.statement == StatementToken::kNone) {
      frame = {.statement = next_++, .initializer = frame.initializer};
    }
    static constexpr std::string_view kTypes[] = {"class", "struct", "union", "enum", "namespace", "extern"};
    if (frame.parentheses == 0 && std::find(std::begin(kTypes), std::end(kTypes), text) != std::end(kTypes)) frame.hasType = true;
    result_.tokens.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(at_), frame.statement});
    if (!text.empty()) before_ = std::string(text);
  }

  void punctuation(char c, size_t begin) {
    if (c == '}') {
      close(begin);
    } else if (c == '{') {
      open(begin);
    } else {
      add(begin, std::string_view(&c, 1));
      Frame& frame = frames_.back();
      if (c == '(' || c == '[') ++frame.parentheses;
      if ((c == ')' || c == ']') && frame.parentheses > 0) --frame.parentheses;
      if (c == ')' && frame.parentheses == 0) frame.hasGroup = true;
      if (c == ';' && frame.parentheses == 0) frame.statement = StatementToken::kNone;
    }
  }

  /// Is this `{` the start of values rather than of statements?
  bool opensInitializer() const {
    const Frame& frame = frames_.back();
    if (frame.initializer) return before_ != ")" && before_ != "]";
    if (frame.statement == StatementToken::kNone) return false;
    if (before_ == "=" || before_ == "," || before_ == "(" || before_ == "return") return true;
    if (before_ == ")" || before_ == "]" || before_ == "mutable" || before_ == "noexcept") return false;
    return frame.parentheses > 0 || !(frame.hasType || frame.hasGroup || before_ == "else" || before_ == "do" || before_ == "try");
  }

  void open(size_t begin) {
    bool initializer = opensInitializer();
    add(begin, "{");
    Frame& around = frames_.back();
    uint32_t statement = around.statement;
    if (!initializer && around.parentheses == 0 && !around.initializer) around.statement = StatementToken::kNone;
    frames_.push_back(initializer ? Frame{.statement = statement, .initializer = true} : Frame{});
  }

  void close(size_t begin) {
    Frame closed = frames_.back();
    if (frames_.size() > 1) frames_.pop_back();
    uint32_t statement = closed.initializer ? closed.statement : StatementToken::kNone;
    result_.tokens.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(at_), statement});
    before_ = "}";
  }

  /// A preprocessor line is a statement of its own; each arm of a condition starts with what was open before the first.
  void startDirective() {
    inDirective_ = true;
    std::swap(frames_, saved_);
    frames_ = {Frame{}};
    directiveBefore_ = before_;
    size_t begin = at_++;
    size_t word = at_;
    while (word < text_.size() && (text_[word] == ' ' || text_[word] == '\t')) ++word;
    std::string_view name = text_.substr(word, word < text_.size() ? endOfWord(word) - word : 0);
    if (name.starts_with("if")) {
      arms_.push_back(saved_);
    } else if ((name.starts_with("el")) && !arms_.empty()) {
      saved_ = arms_.back();
    } else if (name == "endif" && !arms_.empty()) {
      arms_.pop_back();
    }
    add(begin, "#");
  }

  void endDirective() {
    inDirective_ = false;
    std::swap(frames_, saved_);
    before_ = directiveBefore_;
  }

  std::string_view text_;
  size_t at_ = 0;
  bool lineHasCode_ = false, inDirective_ = false;
  uint32_t next_ = 0;
  std::string before_, directiveBefore_;  // the token before
  std::vector<Frame> frames_ = {Frame{}}, saved_;
  std::vector<std::vector<Frame>> arms_;
  CommentedSource result_;
};

}  // namespace

CommentedSource commentedC(std::string_view text) { return Lexer(text).run(); }

std::vector<uint32_t> lineStartsOf(std::string_view text) {
  std::vector<uint32_t> starts = {0};
  for (uint32_t i = 0; i < text.size(); ++i) {
    bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !pair)) starts.push_back(i + 1);
  }
  return starts;
}

}  // namespace tls_tidy
