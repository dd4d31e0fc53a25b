// Positions: in which line of a JSON text a value stands, by its path ("apis[3].effects[0].value").
// The JSON library tells positions of syntax errors only; a model's author needs them for every mistake.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tls_tidy {

/// Path -> 1-based line, for every key and element of a syntactically valid JSON text. The root is "".
std::map<std::string, uint32_t> jsonLines(std::string_view text);

}  // namespace tls_tidy
