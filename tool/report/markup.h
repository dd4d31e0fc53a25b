// Markup: text inside of XML and HTML, where it can be nothing but text.
#pragma once
#include <string>
#include <string_view>

namespace tls_tidy {

/// For the text of an element and for a quoted attribute: & < > " ' become references; what XML 1.0 has no place for
/// (control characters, U+FFFE, U+FFFF) and what changes the direction of reading becomes U+FFFD, as does ill-formed
/// UTF-8. Tabs and line ends stay: an XML reader turns them into spaces in attributes.
std::string markupText(std::string_view text);

}  // namespace tls_tidy
