// Serialize: a Module as bytes, for the cache and for the pipe from tls-tidy-cxx. Read as hostile input: truncated or
// changed bytes are an Error, and nothing is allocated on a number's word alone. Test: tests/ir/serialize_test.cpp.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "checks/ir/module.h"
#include "checks/ir/result.h"

namespace tls_tidy {

std::vector<uint8_t> serialize(const Module& module);
/// Errors: bytes that are no Module of this format version; `pathForErrors` names where they came from.
Result<Module> deserialize(std::span<const uint8_t> bytes, const std::string& pathForErrors = "");

}  // namespace tls_tidy
