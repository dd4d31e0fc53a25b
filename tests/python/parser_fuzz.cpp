// Any bytes at all are read without a crash: decoded, tokenized in every dialect, parsed, listed and lowered.
//
// Not part of the build. With clang and its sanitizers, on the files of a folder as seeds (see tests/python/fuzz):
//     tests/python/fuzz SECONDS SEEDS
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "checks/python/encoding.h"
#include "checks/python/lower.h"
#include "checks/python/parser.h"
#include "checks/python/token_listing.h"
#include "checks/python/tree_listing.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tls_tidy::python;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const Dialect dialect : {Dialect::kEvery, Dialect::k27, Dialect::k38, Dialect::k312, Dialect::k314}) listTokens(bytes, dialect);
  const Decoded decoded = decodeSource(bytes);
  const Tokens tokens = tokenize(decoded.text);
  // Tokens are in order, do not overlap and end with the text.
  uint32_t last = 0;
  for (const Token& token : tokens.tokens) {
    if (token.begin > token.end || token.end > decoded.text.size() || (token.kind != TokenKind::kIndent && token.begin < last)) std::abort();
    last = token.end;
  }
  if (tokens.tokens.empty() || tokens.tokens.back().kind != TokenKind::kEnd) std::abort();
  const Tree tree = parse("m.py", decoded.text);
  listOutline(tree);
  for (const Expr& expr : tree.exprs)
    if (expr.span.begin > expr.span.end || expr.span.end > decoded.text.size()) std::abort();
  for (const Stmt& stmt : tree.stmts)
    if (stmt.span.begin > stmt.span.end || stmt.span.end > decoded.text.size()) std::abort();
  lower(tree, {.name = "m", .path = "m.py", .isPackage = false, .versions = {8, 14}});
  return 0;
}
