// Tree listing: `--dump=tree`, one node a line, indented, with line:column; and `--dump=tree=outline`, for programs.
//
// The outline has one line, its parts separated by tabs, for every import, assignment, function, class and call; each has its
// kind, its range (lines from 1, columns from 0 in bytes, as CPython's `ast`), and what names it:
//     Import 1:0-1:16 ssl,smtplib=s       ImportFrom 2:0-2:20 .mail send=s
//     Assign 3:0-3:5 a,b.c                FunctionDef 4:0-5:8 name a,*b,c,**d
//     ClassDef 6:0-7:8 Name 1 metaclass   Call 8:0-8:9 callee 2 timeout,**
// Positional arguments are counted, keywords named. Calls inside f-strings are FormatCall: before 3.12 CPython's places for
// them are not to be relied on. Test: tests/python/parser_test.cpp, tests/python/compare_with_cpython.py.
#pragma once
#include <string>

#include "checks/python/tree.h"

namespace tls_tidy::python {

std::string listTree(const Tree& tree);
std::string listOutline(const Tree& tree);

}  // namespace tls_tidy::python
