// Command tree: what the command line takes, as plain data read from the CLI11 app. Help, manual page and completions are
// written from it, so an option that is added in options.cpp is in all of them.
// A value's kind follows from its name: FILE and PATH are files, DIR a folder, RULE a rule's id; words that a validator
// lists are the choices, or what may stand after RULE=. Options of the empty group and commands of the empty group are hidden and not in the tree.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace tls_tidy {

struct ValueWords {
  enum Kind { kNone, kText, kChoice, kFile, kFolder } kind = kNone;
  std::string name;  // as help shows it: "FORMAT[=FILE]"
  std::vector<std::pair<std::string, std::string>> choices;  // a word and what it means, often nothing
  std::vector<std::string> then;                             // a choice goes on with `=` and one of these: RULE=LEVEL
  bool thenFile() const { return name.ends_with("[=FILE]"); }  // a choice may go on with `=` and a file
};

struct OptionWords {
  std::vector<std::string> names;  // "-q", "--quiet"; empty for a positional
  ValueWords value;
  std::string group, help;
  bool repeatable = false, required = false;
};

struct CommandWords {
  std::string name, help, footer;
  std::vector<OptionWords> options, positionals;
  std::vector<CommandWords> commands;
};

/// Reads the tree below `app`. Not const: CLI11 hands out validators of its own for change only.
CommandWords commandTree(CLI::App& app);

/// Every group of a command's options in order of appearance, with their options.
std::vector<std::pair<std::string, std::vector<const OptionWords*>>> groupsOf(const CommandWords& command);

/// "-q, --quiet" and, when it takes one, its value: "--output FORMAT[=FILE]"; a positional is its value.
std::string usageOf(const OptionWords& option);

}  // namespace tls_tidy
