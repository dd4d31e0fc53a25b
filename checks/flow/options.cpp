// Options: settings that a program declares with their defaults, for its command line. `parser.add_argument("--verify",
// action="store_true")` somewhere makes `verify` of whatever the command line was read into a setting that is off by default.
// The declarations are found by the names of their calls (models: `options`), not by following the parser. Two that differ
// say nothing. Corpus: python/ssl/option_*.
#include <algorithm>

#include "checks/flow/walker.h"

namespace tls_tidy {
namespace {

/// "--no-verify-cert" -> "no_verify_cert"; "--verify/--no-verify" -> "verify".
std::string nameOfFlag(std::string_view flag) {
  flag = flag.substr(0, flag.find('/'));
  flag.remove_prefix(std::min(flag.find_first_not_of('-'), flag.size()));
  std::string name(flag);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace

void Walker::findOptions() {
  std::unordered_map<Name, const OptionCall*> calls;
  for (const OptionCall& option : models_.options())
    calls[program_.intern(option.call)] = &option;
  if (calls.empty()) return;
  for (const Function& function : program_.functions) {
    if (program_.languageOfFile[function.at.file] != Module::Language::kPython) continue;
    for (const Block& block : function.blocks)
      for (const Event& event : block.events) {
        if (event.kind != Event::kCall) continue;
        Name called = event.method;
        if (!called && event.callee.kind == Operand::kGlobal) {
          const std::string& full = program_.text(event.callee.name);
          called = program_.find(std::string_view(full).substr(full.rfind('.') + 1));
        }
        if (const auto known = calls.find(called); known != calls.end()) declareOption(*known->second, event);
      }
  }
}

void Walker::declareOption(const OptionCall& call, const Event& event) {
  std::string name, flag;
  Datum fallback;
  bool isNamed = false;
  for (const Argument& argument : event.arguments) {
    const Operand& value = argument.value;
    if (argument.kind == Argument::kPositional && value.kind == Operand::kString) {
      const std::string& text = program_.text(value.name);
      const bool isFlag = text.starts_with('-');
      // The name itself, or the longest flag.
      if (isNamed || (isFlag && !flag.empty() && text.size() <= flag.size())) continue;
      isNamed = !isFlag;
      if (isFlag) flag = text;
      name = nameOfFlag(text);
    } else if (argument.kind == Argument::kKeyword) {
      const std::string& keyword = program_.text(argument.keyword);
      if (keyword == call.dest && value.kind == Operand::kString) {
        name = flag = program_.text(value.name);
        isNamed = true;
      } else if (keyword == call.fallback) {
        fallback = constantOf(value);
      } else if (keyword == call.action && value.kind == Operand::kString && fallback.kind == Datum::kNone) {
        const auto isAmong = [&](const std::vector<std::string>& words) { return std::find(words.begin(), words.end(), program_.text(value.name)) != words.end(); };
        if (isAmong(call.off)) fallback = boolDatum(false);
        if (isAmong(call.on)) fallback = boolDatum(true);
      } else if (keyword == call.flag && value.kind == Operand::kBool && value.integer && fallback.kind == Datum::kNone) {
        fallback = boolDatum(false);
      }
    }
  }
  if (name.empty()) return;
  const auto [known, isNew] = options_.try_emplace(program_.intern(name), Option{fallback, flag.empty() ? name : flag, event.at.file});
  if (!isNew && !(known->second.fallback == fallback)) known->second.fallback = {};
}

/// A command's parameters are its options, declared in the same file.
Datum Walker::defaultOf(const Function& command, size_t parameter) const {
  const Option* option = optionOf(command.locals[parameter].name);
  return option && option->file == command.at.file ? option->fallback : Datum{};
}

const Walker::Option* Walker::optionOf(Name name) const {
  const auto found = options_.find(name);
  return found == options_.end() ? nullptr : &found->second;
}

}  // namespace tls_tidy
