// Text: a Module as lines a person can read and write. --dump=events prints it, tests of the engine are written in it.
//
//     module python app.mail
//     file app/mail.py
//     function app.mail.connect(host, context=null)  @2
//       0:
//         %2 = call @smtplib.SMTP_SSL(host, context=context)  @4
//         self.conn = %2  @4
//         call self.conn->login("user", "secret")  @5
//         branch %2 ? 1 : 2  handlers(ssl.SSLError OSError -> 2, -> 1)
//       1:
//         return true
//       2:
//         throw
//         unreachable
//
// Lines of the head: `module c|c++|python NAME`, `versions 8 9 -27`, `file PATH [test]`, `import HERE <- THERE`, `import HERE <- * MODULE`,
//   `class NAME : BASE : BASE`, `global NAME : TYPE = OPERAND constant record`, `notice KIND "what" path "where"`.
// Function: `function KEY(a, b=1, *rest, kw only=null, **more) owner CLASS display NAME static property internal body contextmanager
//   captures(NAME, NAME)`. display is left out when it is the key's last part (behind the owner's last part).
//   `local NAME : TYPE record`, and `local %3 NAME : TYPE record` where two locals share a name.
// Events: `x = OPERAND`, `x = a == b` (!= < <= > >= & | + in is; `or`: one of them; `?`: some function of them), `x = not a`, `x = ~ a`,
//   `x = new dict|list|tuple|struct|@Class`, `delete x`, `throw x`, `x = await macro call super(Class) object->method(a, key=b, *c, **d)`.
// Ends: `jump 3`, `branch x ? 1 : 2`, `return x`, `unreachable`. The first label may be left out; a block without an end returns.
// Operand: none null true false float 12 "text {} with an unknown piece" ?"source" @global local %3, `&` before an address,
//   steps `.name .[key] .[] .*`. A name that is no plain word stands in backquotes, and so does a global's name before a named step:
//   @`app.mail.client`.sock is a member, @app.mail.client.sock one name. Escapes in both quotes: \n \r \t \xNN and a backslash itself;
//   `\{}` is a pair of braces.
// Places: `@line`, `@line:column-line:column`, `in N` behind it for a file other than the first. A line that starts with # is a comment.
//
// Not kept: byte offsets, columns, places of arguments and ends (serialize.h keeps all). Test: tests/ir/text_test.cpp.
#pragma once
#include <string>
#include <string_view>

#include "checks/ir/module.h"
#include "checks/ir/result.h"

namespace tls_tidy {

std::string toText(const Module& module);

/// The inverse: toText(*parseText(toText(m))) == toText(m). Named locals get the indices that no `%N` and no parameter takes.
/// Errors: line and what was expected.
Result<Module> parseText(std::string_view text);

}  // namespace tls_tidy
