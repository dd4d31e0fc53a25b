// Rows of text and the tokens they are: for the analysis, which reads every version, and as one version lists them.
// Whole files are compared with Python's own modules by compare_with_cpython.py.
#include "checks/python/tokenizer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checks/python/encoding.h"
#include "checks/python/names.h"
#include "checks/python/token_listing.h"

namespace tls_tidy::python {
namespace {

using namespace std::string_literals;

/// A token a word: its text, layout in angle brackets, parts of formatted strings in `f<...>`, errors behind `!` with their offset.
std::string spelled(const std::string& text, Dialect dialect) {
  std::string out;
  const Tokens tokens = tokenize(text, dialect);
  for (const Token& token : tokens.tokens) {
    const std::string content = text.substr(token.begin, token.end - token.begin);
    if (!out.empty()) out += ' ';
    switch (token.kind) {
      case TokenKind::kNewline: out += "<nl>"; break;
      case TokenKind::kIndent: out += "<in>"; break;
      case TokenKind::kDedent: out += "<out>"; break;
      case TokenKind::kEnd: out += "<end>"; break;
      case TokenKind::kLineBreak: out += "<empty>"; break;
      case TokenKind::kComment: out += "<" + content + ">"; break;
      case TokenKind::kError: out += "?" + content; break;
      case TokenKind::kFormatStart:
      case TokenKind::kFormatText:
      case TokenKind::kFormatEnd: out += "f<" + content + ">"; break;
      default: out += content;
    }
  }
  for (const LexError& error : tokens.errors) out += " !" + std::to_string(error.begin);
  return out;
}

struct Row {
  const char* name;
  std::string text;
  std::string want;
  Dialect dialect = Dialect::kEvery;
};

const Row kRows[] = {
    {"Names", "a _b1 é ñ2\n", "a _b1 é ñ2 <nl> <end>"},
    {"NoNameCharacter", "a € b", "a b <nl> <end> !2"},
    {"NoBreakSpaceIsNoName", "a\u00a0b", "a b <nl> <end> !1"},
    {"Numbers", "0 1_000 0xFf_0 0o17 0b1_0 1. .5 1e-5 1_0.0_1e+1_0j 3j", "0 1_000 0xFf_0 0o17 0b1_0 1. .5 1e-5 1_0.0_1e+1_0j 3j <nl> <end>"},
    {"NumbersOfPython2", "0777 10L 0xFFl", "0777 10L 0xFFl <nl> <end>"},
    {"NumberBeforeKeyword", "1if 2else 3", "1 if 2 else 3 <nl> <end>"},
    {"MethodOfNumber", "1.real 1..real 1.e5", "1. real 1. . real 1.e5 <nl> <end>"},
    {"Prefixes", "r'a' b'a' u'a' bR'a' Rb'a' ur'a' x'a'", "r'a' b'a' u'a' bR'a' Rb'a' ur'a' x 'a' <nl> <end>"},
    {"Escapes", R"('a\'b' "\\" 'a\
b')", "'a\\'b' \"\\\\\" 'a\\\nb' <nl> <end>"},
    {"Triple", "'''a'b''c\n'''+\"\"\"\"x\"\"\"", "'''a'b''c\n''' + \"\"\"\"x\"\"\" <nl> <end>"},
    {"Operators", "a**=b//c<<=d<>e!=f->g:=h@=i...j", "a **= b // c <<= d <> e != f -> g := h @= i ... j <nl> <end>"},
    {"Backticks", "`a`", "` a ` <nl> <end>"},
    {"Blocks", "if a:\n  b\n  if c:\n    d\ne\n", "if a : <nl> <in> b <nl> if c : <nl> <in> d <nl> <out> <out> e <nl> <end>"},
    {"EmptyLinesAndComments", "a # x\n\n  # y\n\t\nb", "a <nl> b <nl> <end>"},
    {"TabsAreEight", "if a:\n\tb\n        c\n", "if a : <nl> <in> b <nl> c <nl> <out> <end>"},
    {"FormFeedResets", "if a:\n  b\n\f  c\n", "if a : <nl> <in> b <nl> c <nl> <out> <end>"},
    {"Brackets", "f(a,\n  b\n# x\n)\nc", "f ( a , b ) <nl> c <nl> <end>"},
    {"Continuation", "a = \\\n  b\n\\\nc", "a = b <nl> c <nl> <end>"},
    {"LineEnds", "a\r\nb\rc\n", "a <nl> b <nl> c <nl> <end>"},

    {"Format", "f'a{b}c'", "f<f'> f<a> { b } f<c> f<'> <nl> <end>"},
    {"FormatDoubledBraces", "f'{{a}}'", "f<f'> f<{> f<a}> f<'> <nl> <end>"},
    {"FormatSpecification", "f'{a!r:>{b}x}'", "f<f'> { a ! r : f<>> { b } f<x> } f<'> <nl> <end>"},
    {"FormatNestedQuotes", "f\"{a[\"b\"]} {f\"{c}\"}\"", "f<f\"> { a [ \"b\" ] } f< > { f<f\"> { c } f<\"> } f<\"> <nl> <end>"},
    {"FormatLines", "f'{\na # x\n}' b", "f<f'> { a } f<'> b <nl> <end>"},
    {"FormatColons", "f'{a[b:c]} {(lambda x: 1)} {d:=5}'", "f<f'> { a [ b : c ] } f< > { ( lambda x : 1 ) } f< > { d : f<=5> } f<'> <nl> <end>"},
    {"FormatNamedCharacter", "f'\\N{DASH}{a}' rf'\\N{b}'", "f<f'> f<\\N{DASH}> { a } f<'> f<rf'> f<\\N> { b } f<'> <nl> <end>"},
    {"Template", "t'{a}' Rt'b'", "f<t'> { a } f<'> f<Rt'> f<b> f<'> <nl> <end>"},
    {"FormatBroken", "f'{a' b\nc", "f'{a' b <nl> c <nl> <end>"},
    {"FormatNeverClosed", "f'{a} b\nc", "f'{a} b <nl> c <nl> <end> !0"},

    // What is broken is lost alone.
    {"BracketBeforeStatement", "a = f(b\nreturn c\n", "a = f ( b <nl> return c <nl> <end> !5"},
    {"BracketToTheEnd", "a = f(b,\n  c\nd = 1\ne = 2\n", "a = f ( b , c <nl> d = 1 <nl> e = 2 <nl> <end> !5"},
    {"BracketInBlock", "def f():\n  a = g(b,\n    c\n  d = 1\ndef h(): pass\n", "def f ( ) : <nl> <in> a = g ( b , c <nl> d = 1 <nl> <out> def h ( ) : pass <nl> <end> !16"},
    {"InnerBracketOpen", "a = [\n  (b,\n  c\n]\nd", "a = [ ( b , c ] <nl> d <nl> <end> !8"},
    {"BracketTooMany", "a)\nb", "a ) <nl> b <nl> <end> !1"},
    {"StringNeverClosed", "a = 'b\nc", "a = 'b <nl> c <nl> <end> !4"},
    {"DedentBetween", "if a:\n    b\n  c\nd", "if a : <nl> <in> b <nl> c <nl> <out> d <nl> <end> !14"},
    {"QuotesMissingAtTheEnd", "def f():\n  \"\"\"A\n  b()\ndef g():\n  \"\"\"B\"\"\"\n  c()\n",
     "def f ( ) : <nl> <in> \"\"\"A <nl> b ( ) <nl> <out> def g ( ) : <nl> <in> \"\"\"B\"\"\" <nl> c ( ) <nl> <out> <end> !11"},
    {"QuotesMissingAtTheStart", "def f():\n  A\'s\'\'\'\n  b()\ndef g():\n  \'\'\'B\n  don\'t\'\'\'\n  c()\n",
     "def f ( ) : <nl> <in> A \'s\' \'\' <nl> b ( ) <nl> <out> def g ( ) : <nl> <in> \'\'\'B\n  don\'t\'\'\' <nl> c ( ) <nl> <out> <end>"},
    {"StringsBehindTripleQuotes", "a = \"\"\"b\"\"\" r'c' if d", "a = \"\"\"b\"\"\" r'c' if d <nl> <end>"},
    {"QuotesMissingAndSpaces", "\"\"\"A\n\nimport b\nclass C:\n  \"\"\" We \"\"\"\nclass D:\n  \"\"\" We've \"\"\"\n",
     "\"\"\"A <nl> import b <nl> class C : <nl> <in> \"\"\" We \"\"\" <nl> <out> class D : <nl> <in> \"\"\" We've \"\"\" <nl> <out> <end> !0"},
    {"Nul", "a \0 b"s, "a b <nl> <end> !2"},

    // As one version lists them.
    {"Lists311", "def f(): # x\n\n  f'{a}'", "def f ( ) : <# x> <nl> <empty> <in> f'{a}' <nl> <out> <end>", Dialect::k38},
    {"Octal311", "0777 1_ 1__0 0xg", "0 777 1 _ 1 __0 0 xg <nl> <end>", Dialect::k38},
    {"OperatorsNotIn311", "a<>b `c` !d", "a < > b ?  ?` c ?` ?  ?! d <nl> <end>", Dialect::k38},
    {"OpenQuote311", "a 'b\nc", "a ?  ?' b <nl> c <nl> <end>", Dialect::k38},
    {"ContinuedQuote311", "a = 'b\\\nc\nd", "a = ?'b\\\nc\n d <nl> <end>", Dialect::k38},
    {"SuperscriptIsAnOperator311", "²", "² <nl> <end>", Dialect::k38},
    {"BracketsClosedTooOften311", "a)\nb\n  c\n", "a ) <nl> b <nl> c <nl> <end> !9", Dialect::k38},
    {"OpenBracket311", "f(\n", "f ( <empty> <end> !3", Dialect::k38},
    {"LoneCarriageReturn311", "a\rb\n", "a ?\r b <nl> <end>", Dialect::k38},
    {"Lists27", "0777 10L a<>b `c` ur'x' f'y'", "0777 10L a <> b ` c ` ur'x' f 'y' <end>", Dialect::k27},
    {"NoLineEnd27", "a", "a <end>", Dialect::k27},
    {"Bytes27", "a = \xc3\xa9", "a = ?  ?\xc3 ?\xa9 <end>", Dialect::k27},
    {"Operators27", "a -> b ... c := d", "a - > b . . . c : = d <end>", Dialect::k27},
    {"Lists312", "# x\nf'{a:}' t'b'", "<# x> <empty> f<f'> { a : f<> } f<'> t 'b' <nl> <end>", Dialect::k312},
    {"Octal312", "0777 0x1f 0_0", "0777 0x1f 0_0 <nl> <end>", Dialect::k312},
    {"EveryCharacterIsAName312", "a€ = €", "a€ = € <nl> <end>", Dialect::k312},
    {"Lists314", "t'{a}'", "f<t'> { a } f<'> <nl> <end>", Dialect::k314},
    {"MalformedNumber312", "1abc 0L", "1 abc 0 L <nl> <end>", Dialect::k312},
};

class Tokenizer : public testing::TestWithParam<Row> {};
TEST_P(Tokenizer, MakesTheseTokens) { EXPECT_EQ(spelled(GetParam().text, GetParam().dialect), GetParam().want); }
INSTANTIATE_TEST_SUITE_P(Rows, Tokenizer, testing::ValuesIn(kRows), [](auto& info) { return info.param.name; });

TEST(TokenListing, HasPlacesInCharacters) {
  EXPECT_EQ(listTokens("é = 'ü\\n'\n", Dialect::k38),
            "0,0-0,0:\tENCODING\t'utf-8'\n1,0-1,1:\tNAME\t'é'\n1,2-1,3:\tOP\t'='\n1,4-1,9:\tSTRING\t''ü\\\\n''\n1,9-1,10:\tNEWLINE\t'\\n'\n2,0-2,0:\tENDMARKER\t''\n");
}

TEST(TokenListing, TellsWhereItFailed) {
  EXPECT_EQ(listTokens("if a:\n    b\n  c\n", Dialect::k38).substr(listTokens("if a:\n    b\n  c\n", Dialect::k38).find("error")),
            "error 3,2 this indentation matches no outer level\n");
}

TEST(Lexemes, AreRecognized) {
  EXPECT_EQ(keywordOf("nonlocal"), Lexeme::kNonlocal);
  EXPECT_EQ(keywordOf("None"), Lexeme::kNoneWord);
  EXPECT_EQ(keywordOf("none"), Lexeme::kNone);
  EXPECT_EQ(keywordOf("i"), Lexeme::kNone);
  EXPECT_FALSE(isKeyword(keywordOf("match")));
  EXPECT_TRUE(isKeyword(keywordOf("yield")));
}

TEST(Names, FollowUnicode) {
  EXPECT_EQ(nameBits(0xe9), kStartsName | kContinuesName | kWordCharacter | kStartsOldName);  // é
  EXPECT_EQ(nameBits(0xb2), kWordCharacter);                                                  // ², no part of an identifier
  EXPECT_EQ(nameBits(0x301), kContinuesName);                                                 // combining accent, no `\w`
  EXPECT_EQ(nameBits(0x20ac), 0u);                                                            // €
  EXPECT_EQ(nameBits(0x10ffff), 0u);
}

struct EncodingRow {
  const char* name;
  std::string bytes, text, encoding;
  size_t errors = 0;
  bool sameBytes = true;
};

const EncodingRow kEncodings[] = {
    {"Utf8", "é\n", "é\n", "utf-8"},
    {"Mark", "\xef\xbb\xbfé\n", "é\n", "utf-8"},
    {"Latin1", "# -*- coding: Latin-1 -*-\n\xe9", "# -*- coding: Latin-1 -*-\né", "iso-8859-1", 0, false},
    {"SecondLine", "#!/usr/bin/python\n# vim: set fileencoding=koi8-r :\n\xc1", "#!/usr/bin/python\n# vim: set fileencoding=koi8-r :\nа", "koi8-r", 0, false},
    {"NotBelowCode", "a\n# coding: latin-1\né", "a\n# coding: latin-1\né", "utf-8"},
    {"NotTheFirstWord", "# encoding of decoding: x coding: latin-1\n", "# encoding of decoding: x coding: latin-1\n", "x"s, 1},
    {"Japanese", "# coding: shift_jis\n\x82\xa0", "# coding: shift_jis\nあ", "shift_jis", 0, false},
    {"Unknown", "# coding: nonsense\né", "# coding: nonsense\né", "nonsense", 1},
    {"NoTextEncoding", "# coding: utf-16\na", "# coding: utf-16\na", "utf-16", 1},
    {"Invalid", "a\xff" "b\xc3", "a?b?", "utf-8", 2},
    {"Surrogate", "\xed\xa0\x80", "???", "utf-8", 3},
    {"NulByte", "a\0b"s, "a b", "utf-8", 1},
    {"MarkAgainstComment", "\xef\xbb\xbf# coding: latin-1\né", "# coding: latin-1\né", "iso-8859-1", 1},
};

class Encoding : public testing::TestWithParam<EncodingRow> {};
TEST_P(Encoding, IsRead) {
  const Decoded decoded = decodeSource(GetParam().bytes);
  EXPECT_EQ(decoded.text, GetParam().text);
  EXPECT_EQ(decoded.encoding, GetParam().encoding);
  EXPECT_EQ(decoded.errors.size(), GetParam().errors);
  EXPECT_EQ(decoded.sameBytes, GetParam().sameBytes);
  EXPECT_EQ(decoded.skipped, GetParam().bytes.starts_with("\xef\xbb\xbf") ? 3u : 0u);
}
INSTANTIATE_TEST_SUITE_P(Rows, Encoding, testing::ValuesIn(kEncodings), [](auto& info) { return info.param.name; });

}  // namespace
}  // namespace tls_tidy::python
