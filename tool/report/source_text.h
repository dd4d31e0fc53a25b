// SourceText: a source file as reporters need it: its lines, its columns in UTF-16 units, never anything but valid UTF-8.
// Columns come in as bytes from 1 (checks/ir/location.h) and leave as UTF-16 units from 1.
// A byte-order mark is no part of the first line for a reader, so it is left out of lines and UTF-16 columns.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tls_tidy {

/// One code point of UTF-8 text and the bytes it takes. Ill-formed input gives U+FFFD for each maximal part of a
/// sequence, as browsers and Node do. text must not be empty.
struct CodePoint {
  char32_t value = 0;
  uint32_t bytes = 1;
};
CodePoint firstCodePoint(std::string_view text);

/// The same text with every ill-formed part replaced by U+FFFD.
std::string validUtf8(std::string_view text);
uint32_t utf16Length(std::string_view text);

struct Utf16Position {
  uint32_t line = 1, column = 1;
};

class SourceText {
 public:
  SourceText() = default;
  explicit SourceText(std::string bytes);

  bool readable() const { return readable_; }
  const std::string& bytes() const { return bytes_; }
  uint32_t lineCount() const { return static_cast<uint32_t>(lineStarts_.size()); }
  /// Bytes of a line (from 1) without its end and without a byte-order mark; empty behind the last line.
  std::string_view line(uint32_t number) const;
  /// byteColumn is clamped to the line.
  uint32_t utf16Column(uint32_t number, uint32_t byteColumn) const;
  /// byteColumn counted in what line() returns.
  uint32_t columnInLine(uint32_t number, uint32_t byteColumn) const;
  Utf16Position at(uint32_t offset) const;
  bool usesCrlf() const;

 private:
  bool readable_ = false;
  uint32_t mark_ = 0;  // bytes of the byte-order mark
  std::string bytes_;
  std::vector<uint32_t> lineStarts_;
};

/// Reads each file once. Larger than 64 MB counts as unreadable: nobody wants an excerpt of it.
class SourceTexts {
 public:
  SourceTexts(std::string root, std::map<std::string, std::string> given);
  const SourceText& of(const std::string& path);

 private:
  std::string root_;
  std::map<std::string, SourceText> texts_;
};

}  // namespace tls_tidy
