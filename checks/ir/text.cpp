#include "checks/ir/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace tls_tidy {
namespace {

constexpr std::array<std::string_view, 3> kLanguages = {"c", "c++", "python"};
constexpr std::array<std::string_view, 17> kOps = {"", "==", "!=", "<", "<=", ">", ">=", "not", "&", "|", "~", "+", "in", "is", "new", "or", "?"};
constexpr std::array<std::string_view, 9> kNotices = {"syntax", "missing-header", "dropped-flag", "encoding", "unreadable", "too-large", "timeout", "crash", "guess"};
constexpr std::array<std::string_view, 4> kRecords = {"dict", "list", "tuple", "struct"};

bool isUnary(Op op) { return op == Op::kNot || op == Op::kBitNot || op == Op::kNew; }

template <class List>
std::optional<size_t> indexIn(const List& list, std::string_view word) {
  const auto found = std::find(list.begin(), list.end(), word);
  return found == list.end() ? std::nullopt : std::optional<size_t>(found - list.begin());
}

// ---- words ----

bool isLetter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80; }
bool isDigit(unsigned char c) { return c >= '0' && c <= '9'; }
bool isNameCharacter(unsigned char c) { return isLetter(c) || isDigit(c) || std::string_view(".:<>@$~/+-").find(static_cast<char>(c)) != std::string_view::npos; }

bool isIdentifier(std::string_view text) { return !text.empty() && isLetter(text[0]) && std::all_of(text.begin(), text.end(), [](char c) { return isLetter(c) || isDigit(c); }); }

/// A local of that name stands in backquotes.
bool isReserved(std::string_view text) {
  static constexpr std::array<std::string_view, 17> kWords = {"none",  "null",   "true", "false",  "float",       "call",  "await",   "macro",   "super",
                                                              "not",   "new",    "jump", "branch", "unreachable", "throw", "return", "handlers"};
  return text == "delete" || indexIn(kWords, text).has_value();
}

/// A name that needs no backquotes: `app.mail.<module>`, `src/dial.c::retry`. A digit first would be a place.
bool isBare(std::string_view text) {
  return !text.empty() && (isLetter(text[0]) || text[0] == '<' || text[0] == '/' || text[0] == '.') && std::any_of(text.begin(), text.end(), [](char c) { return isLetter(c); }) &&
         std::all_of(text.begin(), text.end(), isNameCharacter) && text.find("->") == std::string_view::npos && text.back() != '.' && text.back() != ':';
}

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = text[i];
    if (c == '\x01' && quote == '"') out += "{}";
    else if (c == static_cast<unsigned char>(quote) || c == '\\') (out += '\\') += text[i];
    else if (c == '{' && quote == '"' && i + 1 < text.size() && text[i + 1] == '}') out += "\\{";
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (c < 0x20 || c == 0x7f) ((out += "\\x") += "0123456789abcdef"[c >> 4]) += "0123456789abcdef"[c & 15];
    else out += text[i];
  }
  return out + quote;
}

std::string nameText(std::string_view name) { return isBare(name) ? std::string(name) : quoted(name, '`'); }
std::string wordText(std::string_view word) { return isIdentifier(word) ? std::string(word) : quoted(word, '`'); }

std::string_view lastPart(std::string_view name) {
  if (const size_t colons = name.rfind("::"); colons != std::string_view::npos) return name.substr(colons + 2);
  if (const size_t dot = name.rfind('.'); dot != std::string_view::npos) return name.substr(dot + 1);
  return name;
}

/// What messages call a function that has no `display` of its own.
std::string usualDisplay(std::string_view key, std::string_view owner) { return (owner.empty() ? "" : std::string(lastPart(owner)) + ".") + std::string(lastPart(key)); }

// ---- printing ----

class Printer {
 public:
  explicit Printer(const Module& module) : module_(module) {}

  std::string print() {
    out_ = "module " + std::string(kLanguages[static_cast<size_t>(module_.language)]) + (module_.name ? " " + name(module_.name) : "") + "\n";
    if (!module_.versions.empty()) {
      out_ += "versions";
      for (const int version : module_.versions) out_ += " " + std::to_string(version);
      out_ += "\n";
    }
    for (const File& file : module_.files) out_ += "file " + nameText(file.path) + (file.isTest ? " test" : "") + "\n";
    for (const Import& import : module_.imports) out_ += "import " + name(import.name) + (import.star ? " <- * " : " <- ") + name(import.target) + "\n";
    for (const Class& entry : module_.classes) {
      out_ += "class " + name(entry.name);
      for (const Name base : entry.bases) out_ += " : " + name(base);
      out_ += place(entry.at) + "\n";
    }
    for (const Global& global : module_.globals) {
      out_ += "global " + name(global.name) + type(global.type);
      if (global.value.kind != Operand::kNone) out_ += " = " + operand(global.value);
      out_ += std::string(global.constant ? " constant" : "") + (global.record ? " record" : "") + place(global.at) + "\n";
    }
    for (const Function& function : module_.functions) print(function);
    for (const Notice& notice : module_.notices) {
      out_ += "notice " + std::string(kNotices[notice.kind]) + " " + quoted(notice.what, '"');
      out_ += (notice.path.empty() ? "" : " path " + quoted(notice.path, '"')) + place(notice.at) + "\n";
    }
    return std::move(out_);
  }

 private:
  std::string name(Name name) const { return nameText(module_.text(name)); }
  std::string type(Name type) const { return type ? " : " + name(type) : ""; }
  static std::string place(const Range& at) {
    if (!at.known()) return "";
    return "  @" + std::to_string(at.line) + (at.file ? " in " + std::to_string(at.file) : "");
  }

  std::string local(LocalId id) const {
    const Name name = function_ && id < function_->locals.size() ? function_->locals[id].name : 0;
    if (!name || shared_.contains(name)) return "%" + std::to_string(id);
    const std::string& text = module_.text(name);
    return isReserved(text) ? quoted(text, '`') : wordText(text);
  }

  /// Behind `%N`, where a bare `record` is the flag.
  std::string declaredName(Name name) const { return module_.text(name) == "record" ? "`record`" : wordText(module_.text(name)); }

  std::string operand(const Operand& operand) const {
    std::string text = operand.address ? "&" : "";
    switch (operand.kind) {
      case Operand::kNone: return "none";
      case Operand::kNull: return "null";
      case Operand::kBool: return operand.integer ? "true" : "false";
      case Operand::kInt: return std::to_string(operand.integer);
      case Operand::kFloat: return "float";
      case Operand::kString: return quoted(module_.text(operand.name), '"');
      case Operand::kUnknown: return "?" + (operand.name ? quoted(module_.text(operand.name), '"') : "");
      case Operand::kGlobal: {
        const std::string& global = module_.text(operand.name);
        const bool runsOn = !operand.path.empty() && isIdentifier(module_.text(operand.path[0]));
        text += "@" + (runsOn ? quoted(global, '`') : nameText(global));
        break;
      }
      case Operand::kLocal: text += local(operand.local); break;
    }
    for (const Name each : operand.path) {
      const std::string& step = module_.text(each);
      const bool isElement = step.size() >= 2 && step.front() == '[' && step.find(']') == step.size() - 1 && std::none_of(step.begin(), step.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
      text += "." + (isElement || step == "*" ? step : wordText(step));
    }
    return text;
  }

  void print(const Function& function) {
    function_ = &function;
    shared_.clear();
    std::set<Name> seen;
    for (const Local& local : function.locals)
      if (local.name && !seen.insert(local.name).second) shared_.insert(local.name);
    out_ += "function " + name(function.key) + "(";
    for (size_t i = 0; i < function.parameters.size(); ++i) {
      const Parameter& parameter = function.parameters[i];
      static constexpr std::array<std::string_view, 4> kStars = {"", "kw ", "*", "**"};
      out_ += (i ? ", " : "") + std::string(kStars[parameter.kind]) + local(static_cast<LocalId>(i));
      if (parameter.fallback.kind != Operand::kNone) out_ += "=" + operand(parameter.fallback);
    }
    out_ += ")";
    if (function.owner) out_ += " owner " + name(function.owner);
    if (module_.text(function.display) != usualDisplay(module_.text(function.key), module_.text(function.owner))) out_ += " display " + name(function.display);
    if (function.isStatic) out_ += " static";
    if (function.isProperty) out_ += " property";
    if (function.isInternal) out_ += " internal";
    if (function.isModuleBody) out_ += " body";
    if (function.isContextManager) out_ += " contextmanager";
    if (!function.captures.empty()) {
      std::string list;
      for (const Name capture : function.captures) list += (list.empty() ? "" : ", ") + name(capture);
      out_ += " captures(" + list + ")";
    }
    out_ += place(function.at) + "\n";
    for (const bool numbered : {false, true})  // named ones first, so that reading gives them the same order
      for (size_t i = 0; i < function.locals.size(); ++i) {
        const Local& local = function.locals[i];
        const bool isShared = shared_.contains(local.name);
        if ((isShared || !local.name) != numbered || (!local.type && !local.record && !isShared)) continue;
        out_ += "  local " + this->local(static_cast<LocalId>(i)) + (isShared ? " " + declaredName(local.name) : "") + type(local.type) + (local.record ? " record" : "") + "\n";
      }
    for (size_t i = 0; i < function.blocks.size(); ++i) {
      out_ += "  " + std::to_string(i) + ":\n";
      for (const Event& event : function.blocks[i].events) print(event);
      print(function.blocks[i]);
    }
    function_ = nullptr;
  }

  void print(const Event& event) {
    std::string line;
    switch (event.kind) {
      case Event::kAssign: {
        const std::string op(kOps[static_cast<size_t>(event.op)]);
        line = operand(event.dest) + " = ";
        if (event.op == Op::kCopy) line += operand(event.a);
        else if (event.op == Op::kNew && event.a.kind == Operand::kString && indexIn(kRecords, module_.text(event.a.name))) line += op + " " + module_.text(event.a.name);
        else if (isUnary(event.op)) line += op + " " + operand(event.a);
        else line += operand(event.a) + " " + op + " " + operand(event.b);
        break;
      }
      case Event::kCall: {
        if (event.dest.kind != Operand::kNone) line = operand(event.dest) + " = ";
        line += std::string(event.awaited ? "await " : "") + (event.inMacro ? "macro " : "") + "call ";
        if (event.superOf) line += "super(" + name(event.superOf) + ") ";
        line += event.method ? operand(event.receiver) + "->" + wordText(module_.text(event.method)) : operand(event.callee);
        line += "(";
        for (size_t i = 0; i < event.arguments.size(); ++i) {
          const Argument& argument = event.arguments[i];
          static constexpr std::array<std::string_view, 4> kStars = {"", "", "*", "**"};
          line += (i ? ", " : "") + std::string(kStars[argument.kind]) + (argument.kind == Argument::kKeyword ? wordText(module_.text(argument.keyword)) + "=" : "") + operand(argument.value);
        }
        line += ")";
        break;
      }
      case Event::kThrow: line = "throw" + (event.a.kind == Operand::kNone ? "" : " " + operand(event.a)); break;
      case Event::kDelete: line = "delete " + operand(event.a); break;
    }
    out_ += "    " + line + place(event.at) + "\n";
  }

  void print(const Block& block) {
    const Terminator& end = block.end;
    out_ += "    ";
    switch (end.kind) {
      case Terminator::kJump: out_ += "jump " + std::to_string(end.yes); break;
      case Terminator::kBranch: out_ += "branch " + operand(end.value) + " ? " + std::to_string(end.yes) + " : " + std::to_string(end.no); break;
      case Terminator::kReturn: out_ += "return" + (end.value.kind == Operand::kNone ? "" : " " + operand(end.value)); break;
      case Terminator::kUnreachable: out_ += "unreachable"; break;
    }
    if (!block.handlers.empty()) {
      std::string list;
      for (const Handler& handler : block.handlers) {
        if (!list.empty()) list += ", ";
        for (const Name type : handler.types) list += name(type) + " ";
        list += "-> " + std::to_string(handler.target);
      }
      out_ += "  handlers(" + list + ")";
    }
    out_ += "\n";
  }

  const Module& module_;
  const Function* function_ = nullptr;
  std::set<Name> shared_;  // names that two locals of the function have
  std::string out_;
};

// ---- reading ----

/// One line, read from left to right. The first mistake is kept, and nothing matches after it.
class Cursor {
 public:
  explicit Cursor(std::string_view line) : line_(line) {}

  void fail(std::string what) {
    if (!error_) error_ = std::move(what);
  }
  const std::optional<std::string>& error() const { return error_; }
  bool atEnd() {
    skip();
    return error_ || at_ == line_.size();
  }
  std::string_view rest() const { return line_.substr(at_); }
  char next() {
    skip();
    return error_ || at_ == line_.size() ? '\0' : line_[at_];
  }
  char nextHere() const { return error_ || at_ == line_.size() ? '\0' : line_[at_]; }  // without skipping spaces
  char after(size_t more) const { return error_ || at_ + more >= line_.size() ? '\0' : line_[at_ + more]; }

  bool take(std::string_view text) {
    skip();
    if (error_ || !rest().starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  bool takeHere(std::string_view text) { return !error_ && rest().starts_with(text) && take(text); }
  /// The word as a whole, not as the beginning of a longer one.
  bool takeWord(std::string_view word) {
    skip();
    const std::string_view here = rest();
    if (error_ || !here.starts_with(word) || (here.size() > word.size() && (isLetter(here[word.size()]) || isDigit(here[word.size()])))) return false;
    at_ += word.size();
    return true;
  }
  void expect(std::string_view text) {
    if (!take(text)) fail("expected `" + std::string(text) + "`" + got());
  }

  std::string name() {
    if (next() == '`') return quotedText('`');
    size_t end = at_;
    while (end < line_.size() && isNameCharacter(line_[end]) && !line_.substr(end).starts_with("->")) ++end;
    while (end > at_ && (line_[end - 1] == '.' || line_[end - 1] == ':')) --end;
    const std::string_view found = line_.substr(at_, end - at_);
    if (!isBare(found)) fail("expected a name" + got());
    if (!error_) at_ = end;
    return error_ ? std::string() : std::string(found);
  }
  /// An identifier, or anything in backquotes.
  std::string word() {
    if (next() == '`') return quotedText('`');
    size_t end = at_;
    while (end < line_.size() && (isLetter(line_[end]) || isDigit(line_[end]))) ++end;
    const std::string_view found = line_.substr(at_, end - at_);
    if (!isIdentifier(found)) fail("expected a word" + got());
    if (!error_) at_ = end;
    return error_ ? std::string() : std::string(found);
  }
  template <class Integer>
  Integer number() {
    skip();
    Integer value = 0;
    const auto [end, status] = std::from_chars(line_.data() + at_, line_.data() + line_.size(), value);
    if (status != std::errc()) fail("expected a number" + got());
    else if (!error_) at_ = static_cast<size_t>(end - line_.data());
    return error_ ? 0 : value;
  }
  std::string quotedText(char quote) {
    std::string text;
    if (!take(std::string_view(&quote, 1))) fail(std::string("expected a text in ") + quote + got());
    while (!error_) {
      if (at_ == line_.size()) {
        fail(std::string("this text has no closing ") + quote);
        break;
      }
      const char c = line_[at_++];
      if (c == quote) break;
      if (c == '{' && quote == '"' && nextHere() == '}') {
        ++at_;
        text += '\x01';
      } else if (c != '\\') {
        text += c;
      } else {
        escape(text);
      }
    }
    return text;
  }
  /// Up to and with the closing bracket.
  std::string element() {
    const size_t end = line_.find(']', at_);
    if (end == std::string_view::npos) fail("this step has no closing `]`");
    if (error_) return "";
    const std::string text(line_.substr(at_, end + 1 - at_));
    at_ = end + 1;
    return text;
  }
  std::string got() {
    const std::string_view here = rest();
    return here.empty() ? ", got the end of the line" : ", got `" + std::string(here.substr(0, 20)) + (here.size() > 20 ? "..." : "") + "`";
  }

 private:
  void skip() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t')) ++at_;
  }
  void escape(std::string& text) {
    const char c = nextHere();
    if (!error_ && at_ < line_.size()) ++at_;
    if (c == 'n') text += '\n';
    else if (c == 'r') text += '\r';
    else if (c == 't') text += '\t';
    else if (c == '\\' || c == '"' || c == '`' || c == '{') text += c;
    else if (c == 'x' && at_ + 2 <= line_.size()) {
      unsigned value = 0;
      const auto [end, status] = std::from_chars(line_.data() + at_, line_.data() + at_ + 2, value, 16);
      if (status != std::errc() || end != line_.data() + at_ + 2) fail("expected two hex digits after `\\x`");
      at_ += 2;
      text += static_cast<char>(value);
    } else {
      fail("unknown escape");
    }
  }

  std::string_view line_;
  size_t at_ = 0;
  std::optional<std::string> error_;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Module> parse() {
    for (size_t start = 0; start < text_.size() && !error_;) {
      size_t end = text_.find('\n', start);
      if (end == std::string_view::npos) end = text_.size();
      std::string_view line = text_.substr(start, end - start);
      ++line_;
      start = end + 1;
      if (line.ends_with('\r')) line.remove_suffix(1);
      Cursor cursor(line);
      if (cursor.atEnd() || cursor.next() == '#') continue;
      read(cursor);
      if (!cursor.error() && !cursor.atEnd()) cursor.fail("expected the end of the line" + cursor.got());
      if (cursor.error()) fail(line_, *cursor.error());
    }
    finishFunction();
    if (!error_ && !hasModule_) fail(line_, "expected `module c|c++|python NAME`");
    if (error_) return *error_;
    return std::move(module_);
  }

 private:
  static constexpr LocalId kNamed = 0x80000000;  // kNamed + index into names_, until the function ends

  void fail(uint32_t line, std::string what) {
    if (!error_) error_ = Error{"", line, std::move(what)};
  }
  Name intern(const std::string& text) { return module_.intern(text); }

  /// A line that begins with a word of its own, not with an assignment to a variable of that name.
  static bool starts(Cursor& cursor, std::string_view word) {
    Cursor ahead = cursor;
    if (!ahead.takeWord(word) || ahead.nextHere() == '.' || ahead.next() == '=') return false;
    cursor = ahead;
    return true;
  }

  void read(Cursor& cursor) {
    if (!hasModule_) {
      cursor.expect("module");
      if (const auto language = indexIn(kLanguages, cursor.takeWord("python") ? "python" : cursor.take("c++") ? "c++" : cursor.takeWord("c") ? "c" : "")) {
        module_.language = static_cast<Module::Language>(*language);
      } else {
        cursor.fail("expected c, c++ or python" + cursor.got());
      }
      if (!cursor.atEnd()) module_.name = intern(cursor.name());
      hasModule_ = true;
    } else if (starts(cursor, "function")) {
      finishFunction();
      functionHead(cursor);
    } else if (starts(cursor, "notice")) {
      notice(cursor);
    } else if (function_) {
      functionLine(cursor);
    } else if (cursor.takeWord("versions")) {
      while (!cursor.atEnd()) module_.versions.push_back(cursor.number<int>());
    } else if (cursor.takeWord("file")) {
      File file;
      file.path = cursor.name();
      file.isTest = cursor.takeWord("test");
      module_.files.push_back(std::move(file));
    } else if (cursor.takeWord("import")) {
      Import import;
      import.name = intern(cursor.name());
      cursor.expect("<-");
      import.star = cursor.take("*");
      import.target = intern(cursor.name());
      module_.imports.push_back(import);
    } else if (cursor.takeWord("class")) {
      Class entry;
      entry.name = intern(cursor.name());
      while (cursor.take(":")) entry.bases.push_back(intern(cursor.name()));
      entry.at = place(cursor);
      module_.classes.push_back(std::move(entry));
    } else if (cursor.takeWord("global")) {
      Global global;
      global.name = intern(cursor.name());
      if (cursor.take(":")) global.type = intern(cursor.name());
      if (cursor.take("=")) global.value = operand(cursor);
      global.constant = cursor.takeWord("constant");
      global.record = cursor.takeWord("record");
      global.at = place(cursor);
      module_.globals.push_back(std::move(global));
    } else {
      cursor.fail("expected versions, file, import, class, global, function or notice" + cursor.got());
    }
  }

  void notice(Cursor& cursor) {
    Notice notice;
    const std::string kind = cursor.name();
    if (const auto index = indexIn(kNotices, kind)) notice.kind = static_cast<Notice::Kind>(*index);
    else cursor.fail("unknown kind of notice `" + kind + "`");
    notice.what = cursor.quotedText('"');
    if (cursor.takeWord("path")) notice.path = cursor.quotedText('"');
    notice.at = place(cursor);
    module_.notices.push_back(std::move(notice));
  }

  Range place(Cursor& cursor) {
    Range at;
    if (cursor.next() != '@' || !isDigit(cursor.after(1))) return at;
    cursor.expect("@");
    at.line = at.endLine = cursor.number<uint32_t>();
    if (cursor.takeHere(":")) at.column = at.endColumn = cursor.number<uint32_t>();
    if (cursor.takeHere("-")) {
      at.endLine = cursor.number<uint32_t>();
      cursor.expect(":");
      at.endColumn = cursor.number<uint32_t>();
    }
    if (cursor.takeWord("in")) at.file = cursor.number<uint32_t>();
    if (at.file != 0 && at.file >= module_.files.size()) cursor.fail("no file " + std::to_string(at.file));
    return at;
  }

  LocalId number(Cursor& cursor) {
    const LocalId id = cursor.number<uint32_t>();
    if (id > text_.size()) cursor.fail("no function has that many locals");  // nothing is allocated on a number's word alone
    return cursor.error() ? 0 : id;
  }
  LocalId named(const std::string& name) {
    const auto [found, isNew] = nameIds_.try_emplace(name, static_cast<LocalId>(names_.size()));
    if (isNew) names_.push_back({name, line_});
    return kNamed + found->second;
  }
  LocalId local(Cursor& cursor) {
    if (cursor.take("%")) {
      const LocalId id = number(cursor);
      highest_ = std::max(highest_, id + 1);
      if (numbers_.size() < highest_) numbers_.resize(highest_);
      numbers_[id] = true;
      return id;
    }
    return named(cursor.word());
  }

  Operand operand(Cursor& cursor) {
    Operand result;
    const auto constant = [&](Operand::Kind kind, int64_t integer = 0) {
      result.kind = kind;
      result.integer = integer;
      return result;
    };
    result.address = cursor.take("&");
    const char c = cursor.next();
    if (!result.address) {
      if (cursor.takeWord("none")) return constant(Operand::kNone);
      if (cursor.takeWord("null")) return constant(Operand::kNull);
      if (cursor.takeWord("true")) return constant(Operand::kBool, 1);
      if (cursor.takeWord("false")) return constant(Operand::kBool, 0);
      if (cursor.takeWord("float")) return constant(Operand::kFloat);
      if (isDigit(c) || (c == '-' && isDigit(cursor.after(1)))) return constant(Operand::kInt, cursor.number<int64_t>());
      if (c == '"') {
        result.name = intern(cursor.quotedText('"'));
        return constant(Operand::kString);
      }
      if (cursor.take("?")) {
        if (cursor.nextHere() == '"') result.name = intern(cursor.quotedText('"'));
        return constant(Operand::kUnknown);
      }
    }
    if (cursor.take("@")) {
      result.kind = Operand::kGlobal;
      result.name = intern(cursor.name());
    } else if (c == '%' || c == '`' || isLetter(c)) {
      result.kind = Operand::kLocal;
      if (!function_) cursor.fail("no local can stand here");
      if (c != '`' && c != '%')
        if (Cursor ahead = cursor; isReserved(ahead.word())) cursor.fail("expected an operand" + cursor.got());
      result.local = local(cursor);
    } else {
      cursor.fail("expected an operand" + cursor.got());
    }
    while (cursor.takeHere(".")) {
      if (cursor.nextHere() == '[') result.path.push_back(intern(cursor.element()));
      else if (cursor.takeHere("*")) result.path.push_back(intern("*"));
      else result.path.push_back(intern(cursor.word()));
    }
    return result;
  }

  void functionHead(Cursor& cursor) {
    function_.emplace();
    Function& function = *function_;
    function.key = intern(cursor.name());
    cursor.expect("(");
    for (bool first = true; !cursor.error() && !cursor.take(")"); first = false) {
      if (!first) cursor.expect(",");
      Parameter parameter;
      if (cursor.take("**")) parameter.kind = Parameter::kKwArgs;
      else if (cursor.take("*")) parameter.kind = Parameter::kVarArgs;
      else if (Cursor ahead = cursor; ahead.takeWord("kw") && std::string_view(",)=").find(ahead.next()) == std::string_view::npos) {
        parameter.kind = Parameter::kKeywordOnly;
        cursor = ahead;
      }
      const auto index = static_cast<LocalId>(function.parameters.size());
      Local local;
      if (cursor.take("%")) {
        if (number(cursor) != index) cursor.fail("parameter " + std::to_string(index) + " is local %" + std::to_string(index));
      } else {
        local.name = intern(cursor.word());
      }
      declared_[index] = local;
      if (cursor.take("=")) parameter.fallback = operand(cursor);
      function.parameters.push_back(std::move(parameter));
    }
    highest_ = std::max(highest_, static_cast<LocalId>(function.parameters.size()));
    std::optional<std::string> display;
    while (!cursor.atEnd() && cursor.next() != '@') {
      if (cursor.takeWord("owner")) function.owner = intern(cursor.name());
      else if (cursor.takeWord("display")) display = cursor.name();
      else if (cursor.takeWord("static")) function.isStatic = true;
      else if (cursor.takeWord("property")) function.isProperty = true;
      else if (cursor.takeWord("internal")) function.isInternal = true;
      else if (cursor.takeWord("body")) function.isModuleBody = true;
      else if (cursor.takeWord("contextmanager")) function.isContextManager = true;
      else if (cursor.takeWord("captures")) {
        cursor.expect("(");
        do function.captures.push_back(intern(cursor.name()));
        while (cursor.take(","));
        cursor.expect(")");
      } else {
        cursor.fail("expected owner, display, static, property, internal, body, contextmanager or captures" + cursor.got());
      }
    }
    function.display = intern(display ? *display : usualDisplay(module_.text(function.key), module_.text(function.owner)));
    function.at = place(cursor);
  }

  void functionLine(Cursor& cursor) {
    Function& function = *function_;
    if (starts(cursor, "local")) {
      const bool isNumber = cursor.next() == '%';
      const LocalId id = local(cursor);
      Local local;
      if (isNumber && !cursor.atEnd() && cursor.next() != ':') {
        Cursor ahead = cursor;
        if (!ahead.takeWord("record") || !ahead.atEnd()) local.name = intern(cursor.word());
      }
      if (cursor.take(":")) local.type = intern(cursor.name());
      local.record = cursor.takeWord("record");
      if (!isNumber) local.name = cursor.error() ? 0 : intern(names_[id - kNamed].first);
      LocalId target = id;
      if (!isNumber)  // a parameter's name stands for the parameter
        for (LocalId i = 0; i < function.parameters.size(); ++i)
          if (declared_[i].name == local.name) target = i;
      if (target < function.parameters.size() && declared_[target].name) local.name = declared_[target].name;
      declared_[target] = local;
      return;
    }
    if (isDigit(cursor.next())) {
      const auto label = cursor.number<uint32_t>();
      cursor.expect(":");
      if (label != function.blocks.size()) cursor.fail("expected block " + std::to_string(function.blocks.size()));
      function.blocks.emplace_back();
      ended_ = false;
      return;
    }
    if (function.blocks.empty()) function.blocks.emplace_back();
    if (ended_) return cursor.fail("this block has ended, expected the label of the next one");
    Block& block = function.blocks.back();
    if (end(cursor, block.end)) {
      ended_ = true;
      block.end.at = place(cursor);
      handlers(cursor, block);
    } else {
      block.events.push_back(event(cursor));
    }
  }

  bool end(Cursor& cursor, Terminator& end) {
    if (cursor.takeWord("jump")) {
      end.kind = Terminator::kJump;
      end.yes = target(cursor);
    } else if (cursor.takeWord("branch")) {
      end.kind = Terminator::kBranch;
      end.value = operand(cursor);
      cursor.expect("?");
      end.yes = target(cursor);
      cursor.expect(":");
      end.no = target(cursor);
    } else if (cursor.takeWord("return")) {
      end.kind = Terminator::kReturn;
      if (!endsHere(cursor)) end.value = operand(cursor);
    } else if (cursor.takeWord("unreachable")) {
      end.kind = Terminator::kUnreachable;
    } else {
      return false;
    }
    return true;
  }
  static bool endsHere(Cursor& cursor) {
    Cursor ahead = cursor;
    return cursor.atEnd() || (cursor.next() == '@' && isDigit(cursor.after(1))) || ahead.takeWord("handlers");
  }
  BlockId target(Cursor& cursor) {
    const BlockId id = cursor.number<uint32_t>();
    targets_.push_back({id, line_});
    return id;
  }
  void handlers(Cursor& cursor, Block& block) {
    if (!cursor.takeWord("handlers")) return;
    cursor.expect("(");
    do {
      Handler handler;
      while (!cursor.error() && !cursor.take("->")) handler.types.push_back(intern(cursor.name()));
      handler.target = target(cursor);
      block.handlers.push_back(std::move(handler));
    } while (cursor.take(","));
    cursor.expect(")");
  }

  Event event(Cursor& cursor) {
    Event event;
    if (cursor.takeWord("throw")) {
      event.kind = Event::kThrow;
      if (!endsHere(cursor)) event.a = operand(cursor);
    } else if (cursor.takeWord("delete")) {
      event.kind = Event::kDelete;
      event.a = operand(cursor);
    } else {
      if (!isCall(cursor)) {
        event.dest = operand(cursor);
        cursor.expect("=");
      }
      if (isCall(cursor)) call(cursor, event);
      else assign(cursor, event);
    }
    event.at = place(cursor);
    return event;
  }

  static bool isCall(const Cursor& cursor) {
    Cursor ahead = cursor;
    return ahead.takeWord("await") || ahead.takeWord("macro") || ahead.takeWord("call");
  }

  void assign(Cursor& cursor, Event& event) {
    if (cursor.takeWord("new")) {
      event.op = Op::kNew;
      for (const std::string_view record : kRecords)
        if (cursor.takeWord(record)) {
          event.a.kind = Operand::kString;
          event.a.name = intern(std::string(record));
          return;
        }
      event.a = operand(cursor);
    } else if (cursor.takeWord("not")) {
      event.op = Op::kNot;
      event.a = operand(cursor);
    } else if (cursor.take("~")) {
      event.op = Op::kBitNot;
      event.a = operand(cursor);
    } else {
      event.a = operand(cursor);
      if (endsHere(cursor)) return;
      std::optional<Op> best;
      for (size_t i = 1; i < kOps.size(); ++i) {  // the longest spelling: `<=` before `<`
        const bool isWord = isLetter(kOps[i][0]);
        Cursor ahead = cursor;
        if (isUnary(static_cast<Op>(i)) || !(isWord ? ahead.takeWord(kOps[i]) : ahead.take(kOps[i]))) continue;
        if (!best || kOps[i].size() > kOps[static_cast<size_t>(*best)].size()) best = static_cast<Op>(i);
      }
      if (!best) return cursor.fail("expected an operator" + cursor.got());
      event.op = *best;
      cursor.expect(kOps[static_cast<size_t>(*best)]);
      event.b = operand(cursor);
    }
  }

  void call(Cursor& cursor, Event& event) {
    event.kind = Event::kCall;
    event.awaited = cursor.takeWord("await");
    event.inMacro = cursor.takeWord("macro");
    cursor.expect("call");
    if (Cursor ahead = cursor; ahead.takeWord("super") && ahead.take("(")) {
      cursor = ahead;
      event.superOf = intern(cursor.name());
      cursor.expect(")");
    }
    event.callee = operand(cursor);
    if (cursor.takeHere("->")) {
      event.receiver = std::move(event.callee);
      event.callee = Operand();
      event.method = intern(cursor.word());
    }
    cursor.expect("(");
    for (bool first = true; !cursor.error() && !cursor.take(")"); first = false) {
      if (!first) cursor.expect(",");
      Argument argument;
      if (cursor.take("**")) argument.kind = Argument::kDoubleStar;
      else if (cursor.take("*")) argument.kind = Argument::kStar;
      else if (cursor.next() == '`' || isLetter(cursor.next())) {
        Cursor ahead = cursor;
        const std::string keyword = ahead.word();
        if (ahead.take("=")) {
          cursor = ahead;
          argument.kind = Argument::kKeyword;
          argument.keyword = intern(keyword);
        }
      }
      argument.value = operand(cursor);
      event.arguments.push_back(std::move(argument));
    }
  }

  /// Gives named locals their indices and checks the targets.
  void finishFunction() {
    if (!function_ || error_) return;
    Function& function = *function_;
    if (function.blocks.empty()) function.blocks.emplace_back();
    for (const auto& [target, line] : targets_)
      if (target >= function.blocks.size()) fail(line, "no block " + std::to_string(target));
    numbers_.resize(highest_);
    std::fill_n(numbers_.begin(), function.parameters.size(), true);
    function.locals.resize(highest_);
    std::map<Name, std::vector<LocalId>> byName;
    for (const auto& [id, local] : declared_)
      if (id < kNamed) {
        function.locals[id] = local;
        if (local.name) byName[local.name].push_back(id);
      }
    std::vector<LocalId> index;
    LocalId free = 0;
    for (size_t i = 0; i < names_.size(); ++i) {
      const Name name = intern(names_[i].first);
      const auto declared = declared_.find(kNamed + static_cast<LocalId>(i));
      if (const auto found = byName.find(name); found != byName.end()) {
        if (found->second.size() > 1 || declared != declared_.end()) fail(names_[i].second, "`" + names_[i].first + "` is the name of several locals, expected %N");
        index.push_back(found->second.front());
        continue;
      }
      while (free < numbers_.size() && numbers_[free]) ++free;
      if (free >= function.locals.size()) function.locals.resize(free + 1);
      function.locals[free].name = name;
      if (declared != declared_.end()) function.locals[free] = declared->second;
      index.push_back(free++);
    }
    const auto settle = [&](Operand& operand) {
      if (operand.kind == Operand::kLocal && operand.local >= kNamed) operand.local = index[operand.local - kNamed];
    };
    for (Parameter& parameter : function.parameters) settle(parameter.fallback);
    for (Block& block : function.blocks) {
      for (Event& event : block.events) {
        for (Operand* each : {&event.dest, &event.a, &event.b, &event.callee, &event.receiver}) settle(*each);
        for (Argument& argument : event.arguments) settle(argument.value);
      }
      settle(block.end.value);
    }
    module_.functions.push_back(std::move(function));
    function_.reset();
    declared_.clear();
    nameIds_.clear();
    names_.clear();
    numbers_.clear();
    targets_.clear();
    highest_ = 0;
    ended_ = false;
  }

  std::string_view text_;
  uint32_t line_ = 0;
  Module module_;
  bool hasModule_ = false;
  std::optional<Error> error_;

  // The function being read.
  std::optional<Function> function_;
  std::map<LocalId, Local> declared_;                    // parameters and `local` lines
  std::map<std::string, LocalId> nameIds_;               // index into names_
  std::vector<std::pair<std::string, uint32_t>> names_;  // in order of appearance, with the line
  std::vector<bool> numbers_;                            // taken by `%N`
  LocalId highest_ = 0;                                  // one more than the highest `%N`
  std::vector<std::pair<BlockId, uint32_t>> targets_;    // with the line
  bool ended_ = false;
};

}  // namespace

std::string toText(const Module& module) { return Printer(module).print(); }

Result<Module> parseText(std::string_view text) { return Parser(text).parse(); }

}  // namespace tls_tidy
