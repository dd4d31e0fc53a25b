#include "tool/report/markup.h"

#include "tool/report/source_text.h"

namespace tls_tidy {
namespace {

/// Bidirectional overrides make code look like other code.
bool hasNoPlace(char32_t point) {
  if (point < 0x20) return point != '\t' && point != '\n' && point != '\r';
  return (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
         (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
}

}  // namespace

std::string markupText(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    CodePoint point = firstCodePoint(text);
    switch (point.value) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default:
        if (point.value == 0xFFFD || hasNoPlace(point.value)) {
          result += "\xEF\xBF\xBD";
        } else {
          result += text.substr(0, point.bytes);
        }
    }
    text.remove_prefix(point.bytes);
  }
  return result;
}

}  // namespace tls_tidy
