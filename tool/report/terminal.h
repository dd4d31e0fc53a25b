// What a terminal shows: widths of characters, and text that cannot command it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tls_tidy {

/// Columns a code point takes: 0 for combining marks, 2 for wide East Asian characters and emoji, else 1.
uint32_t displayWidth(char32_t point);
uint32_t displayWidth(std::string_view text);

/// Text from a source file or path made safe to print: valid UTF-8, control and direction-changing characters as U+FFFD.
/// Line ends count as control characters.
std::string printable(std::string_view text);

/// A path at the start of a line: printable, and `./` before one that a CI service would take for a command (`::error::`, `##[error]`).
std::string printablePath(std::string_view path);

/// The same for one line of source, with tabs expanded to multiples of 4. text is the line from its start.
std::string printableLine(std::string_view text);

}  // namespace tls_tidy
