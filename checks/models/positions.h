// Positions: in which line of a JSON text a value stands, by its path ("apis[3].effects[0].value").
// The JSON library tells positions of syntax errors only; a model's author needs them for every mistake.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tls_tidy {

struct JsonPositions {
  std::map<std::string, uint32_t> lines;  // path -> 1-based line, for keys and elements down to a depth no model has; the root is ""
  std::string repeated;                   // path of the first key that stands twice in its object, "": none
  uint32_t repeatedLine = 0;
};

/// Of a syntactically valid JSON text.
JsonPositions jsonPositions(std::string_view text);

}  // namespace tls_tidy
