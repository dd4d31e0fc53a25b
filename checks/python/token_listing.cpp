#include "checks/python/token_listing.h"

#include <string_view>
#include <vector>

#include "checks/python/encoding.h"
#include "checks/python/tokenizer.h"

namespace tls_tidy::python {
namespace {

void appendEscaped(std::string& out, std::string_view text, bool bytes) {
  static const char* const kDigits = "0123456789abcdef";
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '\\') out += "\\\\";
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20 || byte == 0x7f || (bytes && byte >= 0x80)) (out += "\\x") += {kDigits[byte >> 4], kDigits[byte & 15]};
    else out += c;
  }
}

class Listing {
 public:
  Listing(std::string_view text, Dialect dialect) : text_(text), dialect_(dialect) {}

  std::string print(const std::string& encoding, const std::vector<LexError>& earlier) {
    const Tokens tokens = tokenize(text_, dialect_);
    if (dialect_ != Dialect::k27 && dialect_ != Dialect::kEvery) out_ = "0,0-0,0:\tENCODING\t'" + encoding + "'\n";
    for (const Token& token : tokens.tokens) line(token);
    for (const std::vector<LexError>* errors : {&earlier, &tokens.errors}) {
      for (const LexError& error : *errors) {
        goTo(error.begin);
        out_ += "error " + place() + " " + error.what + "\n";
      }
    }
    return std::move(out_);
  }

 private:
  const char* name(const Token& token) {
    static const char* const kNames[] = {"NAME", "NUMBER", "STRING", "OP", "NEWLINE", "INDENT", "DEDENT", "ENDMARKER",
                                         "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END", "COMMENT", "NL", "ERRORTOKEN"};
    static const char* const kTemplate[] = {"TSTRING_START", "TSTRING_MIDDLE", "TSTRING_END"};
    const int kind = static_cast<int>(token.kind), start = static_cast<int>(TokenKind::kFormatStart);
    if (token.kind == TokenKind::kFormatStart) templates_.push_back(text_.substr(token.begin, token.end - token.begin).find_first_of("tT") != std::string_view::npos);
    const bool isTemplate = !templates_.empty() && templates_.back();
    if (token.kind == TokenKind::kFormatEnd && !templates_.empty()) templates_.pop_back();
    return isTemplate && kind >= start && kind < start + 3 ? kTemplate[kind - start] : kNames[kind];
  }

  void line(const Token& token) {
    const bool atEnd = token.begin >= text_.size() && (token.kind == TokenKind::kDedent || token.kind == TokenKind::kEnd);
    const std::string_view content = text_.substr(token.begin, token.end - token.begin);
    goTo(token.begin);
    std::string begin = place();
    goTo(token.end);
    std::string end = place();
    if (atEnd) begin = end = endOfText();
    else if (content.empty() && (token.kind == TokenKind::kNewline || (token.kind == TokenKind::kLineBreak && dialect_ != Dialect::k38 && dialect_ != Dialect::k27))) end = std::to_string(line_) + "," + std::to_string(column_ + 1);
    else if (content.ends_with('\n') && (token.kind == TokenKind::kNewline || token.kind == TokenKind::kLineBreak)) end = endOfLine(content);
    ((((out_ += begin) += "-") += end) += ":\t") += name(token);
    out_ += "\t'";
    appendEscaped(out_, content, dialect_ == Dialect::k27);
    out_ += "'\n";
  }

  /// A line end ends on its own line.
  std::string endOfLine(std::string_view content) const {
    uint32_t length = 0;
    for (const char c : content) length += dialect_ == Dialect::k27 || (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return std::to_string(lineBefore_) + "," + std::to_string(columnBefore_ + length);
  }

  /// The line behind the last one: a last line of white space only is that line itself.
  std::string endOfText() const {
    const std::string_view last = text_.substr(lineStart_);
    const bool blank = last.find_first_not_of(" \t\f") == std::string_view::npos;
    return std::to_string(line_ + (last.empty() || (blank && readsLines(dialect_)) ? 0 : 1)) + ",0";
  }

  std::string place() const { return std::to_string(line_) + "," + std::to_string(column_); }

  /// Forwards mostly: columns are counted along the way.
  void goTo(uint32_t to) {
    if (to < offset_) {
      offset_ = lineStart_ = column_ = 0;
      line_ = 1;
    }
    lineBefore_ = line_;
    columnBefore_ = column_;
    for (; offset_ < to && offset_ < text_.size(); ++offset_) {
      if (text_[offset_] == '\n') {
        ++line_;
        column_ = 0;
        lineStart_ = offset_ + 1;
      } else if (dialect_ == Dialect::k27 || (static_cast<unsigned char>(text_[offset_]) & 0xc0) != 0x80) {
        ++column_;
      }
    }
  }

  std::string_view text_;
  Dialect dialect_;
  std::string out_;
  std::vector<bool> templates_;  // of the formatted strings that are open: is it a t-string?
  uint32_t offset_ = 0, lineStart_ = 0, line_ = 1, column_ = 0;
  uint32_t lineBefore_ = 1, columnBefore_ = 0;
};

}  // namespace

std::string listTokens(std::string bytes, Dialect dialect) {
  if (dialect == Dialect::k27) return Listing(bytes, dialect).print("", {});
  const Decoded decoded = decodeSource(std::move(bytes));
  return Listing(decoded.text, dialect).print(decoded.encoding, decoded.errors);
}

}  // namespace tls_tidy::python
