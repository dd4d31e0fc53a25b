// Lowering C and C++: one parsed translation unit -> its Module.
//
// Clang's AST gives the meaning (types, constants, overloads, what a macro expands to), Clang's CFG the order. Every
// function that matters is walked block by block; each expression becomes an operand, and calls, assignments and
// branches become events. What matters is decided by a set of trigger names (modelled functions, classes and types, and
// the names that other Modules export) plus the literals of the mail and FTP dialogues:
//
//     SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());        t1 = call TLS_client_method()
//     if (!cfg->verify)                                       ctx = call SSL_CTX_new(t1)
//       SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);       branch cfg.verify
//                                                             call SSL_CTX_set_verify(ctx, 0, null)
//
// Storage follows module.h: a record and a pointer to it are one operand, so `s.f`, `p->f` and `(*p).f` look the same;
// a library's handle (`SSL *`, `CURL *`, `gnutls_session_t`) is a scalar. Strings and smart pointers of C++ are scalars too:
// `unique_ptr<SSL_CTX, D> p(x)` copies x, and `p.get()`, `*p`, `p->f` read it.
//
// Not here: reading a compile command (project.h), running Clang (parse.h), the meaning of any call (checks/models).
//
// Test: tests/cpp/lower_test.cpp.
#pragma once
#include <string>
#include <unordered_set>

#include "checks/ir/module.h"

namespace clang {
class ASTContext;
}

namespace tls_tidy {

struct LowerOptions {
  /// Names that make a function matter. Functions and methods ("SSL_connect", "QSslSocket::ignoreSslErrors"), classes and
  /// types ("SSL_CTX", "QSslSocket", "gnutls_session_t"), globals of the program by their global name, and fields as
  /// ".name" (a flag that another Module tests).
  std::unordered_set<std::string> triggers;
  std::string mainName;  // the main file as the user named it; empty: as Clang names it
  std::string root;      // absolute folder that holds the program; empty: every file outside the system's headers is its
  std::string rootName;  // how the user named that folder; stands before paths inside it
};

/// Lowers what matters in `context`. Without anything that matters the Module has files and strings only.
/// Functions come in source order. Reads the AST only; O(size of the functions that matter).
Module lower(clang::ASTContext& context, const LowerOptions& options);

}  // namespace tls_tidy
