// Lowering: the syntax tree of one Python file becomes a Module, the event language of checks/ir.
//
// Nothing is judged here and no library is known here, only Python itself: which variable a name means, in which order
// a statement evaluates, where control goes, what a finally runs. What stays is small:
//
//     def send(host, tls=True):                            function m.send(host, tls=true)
//         box = SMTP_SSL(host) if tls else SMTP(host)        0: branch tls ? 1 : 2
//         with box as b:                                     1: %3 = call @smtplib.SMTP_SSL(host); %2 = %3; jump 3
//             b.login("u", "p")                              2: ...
//                                                            3: box = %2; b = box; call b->login("u", "p"); delete box
//
// The rooms inside: scope.h answers "what does this name mean", static_test.h decides tests on the Python version,
// flow_graph.h builds and cleans the blocks, lowering.h turns expressions and statements into events (lower_*.cpp).
//
// Decisions a reader of the events should know:
//   - A name bound by an import, a def or a class means that import, def or class; other assignments to it are dropped
//     (`try: import ssl / except ImportError: ssl = None`). Two imports of one name on the arms of an `if` make it a variable.
//   - Where one name has several definitions, the one that wins keeps the key, the others get "key@line". The setter of
//     a property has the key "Class.name.setter", a deleter "Class.name.deleter".
//   - A default value that is computed (`def f(c=make())`) is an event of the enclosing body that stores to the global
//     "key.<default name>"; Parameter::fallback names it.
//   - A @contextmanager function returns at its first yield what it yields; what follows the yield is dropped.
//   - `with` deletes its object on every way out except an exception's.
//
// Test: tests/python/lower_test.cpp.
#pragma once
#include <string>
#include <vector>

#include "checks/ir/module.h"
#include "checks/python/tree.h"

namespace tls_tidy::python {

/// What the file itself does not say.
struct ModuleInfo {
  std::string name;           // dotted module name: "package.module"; a package's __init__.py has the package's name
  std::string path;           // as shown to the user
  bool isPackage = false;     // the file is an __init__.py
  std::vector<int> versions;  // Python versions in force, see Module::versions; empty: nothing is known
};

/// Lowers every function of the file. A tree with errors gives a Module of what could be read, and a Notice per error.
Module lower(const Tree& tree, const ModuleInfo& info);

}  // namespace tls_tidy::python
