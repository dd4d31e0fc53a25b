// Loader: one model file's text -> Storage. Everything in it is checked: a key that nobody reads, a word that means
// nothing and a value of the wrong type are mistakes, told with path, line and the key's own path.
//
//     wrappers.json:7: `apis[0].propery`: unknown key, did you mean `property`?
//
// schema.json says the same to editors; both change together. Test: tests/models/models_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "checks/models/models.h"

namespace tls_tidy {

/// Adds a file to `into`; its entries come before those of files loaded earlier. Constants of earlier files may be named.
/// Gives the first mistake. `shipped`: the file is one of ours, of which a test has shown that no key stands twice.
std::optional<Error> load(Models::Storage& into, const std::string& path, std::string_view text, bool shipped = false);

}  // namespace tls_tidy
