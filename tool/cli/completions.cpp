#include "tool/cli/completions.h"

#include <cassert>

namespace tls_tidy {
namespace {

/// Puts a mark before each of the given characters.
std::string marked(const std::string& text, const char* characters, const std::string& mark = "\\") {
  std::string result;
  for (char c : text) {
    if (std::string_view(characters).find(c) != std::string_view::npos) result += mark;
    result += c;
  }
  return result;
}

/// One word of a shell of the Bourne family.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : between) + word;
  return result;
}

std::string choicesOf(const ValueWords& value) {
  std::string words;
  for (const auto& [word, help] : value.choices) words += (words.empty() ? "" : " ") + word;
  return words;
}

// --- bash ---

std::string bashValue(const ValueWords& value) {
  if (value.kind == ValueWords::kChoice) return "words=" + quoted(choicesOf(value)) + (value.then.empty() ? "" : " sign='='");
  return value.kind == ValueWords::kFile ? "kind=file" : value.kind == ValueWords::kFolder ? "kind=directory" : "kind=none";
}

/// A case of `$command $option`, and of `$command $option=` for the second part of a value; the second case is that of words
/// which are no option's value.
void bashCases(const CommandWords& command, std::string& values, std::string& words) {
  std::vector<std::string> names;
  for (const CommandWords& each : command.commands) names.push_back(each.name);
  const std::string commands = joined(names, " ");
  names.clear();
  for (const OptionWords& option : command.options) {
    for (const std::string& name : option.names) names.push_back(name);
    if (option.value.kind == ValueWords::kNone) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) patterns.push_back("'" + command.name + " " + name + "'");
    values += "    " + joined(patterns, "|") + ") " + bashValue(option.value) + " ;;\n";
    if (option.value.then.empty() && !option.value.thenFile()) continue;
    for (std::string& pattern : patterns) pattern.insert(pattern.size() - 1, "=");
    values += "    " + joined(patterns, "|") + ") " + (option.value.thenFile() ? "kind=file" : "words=" + quoted(joined(option.value.then, " "))) + " ;;\n";
  }
  words += "      '" + command.name + "') options='" + joined(names, " ") + "'";
  if (!commands.empty()) words += " words='" + commands + "'";
  for (const OptionWords& each : command.positionals) words += " " + bashValue(each.value);
  words += " ;;\n";
  for (const CommandWords& each : command.commands) bashCases(each, values, words);
}

std::string bash(const CommandWords& program) {
  std::string values, words, names;
  bashCases(program, values, words);
  for (const CommandWords& each : program.commands) names += (names.empty() ? "" : "|") + each.name;
  return R"(# bash completion for tls-tidy, written by `tls-tidy completions bash`
_tls_tidy() {
  local -a typed=()
  local current option command=tls-tidy words= kind= sign= options= i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in )" + names + R"() command=${COMP_WORDS[i]}; break ;; esac
  done
  # bash cuts words at `=`, unless COMP_WORDBREAKS is without it.
  for ((i = 0; i <= COMP_CWORD; ++i)); do
    if ((i)) && [[ ${COMP_WORDS[i]} == '=' || ${COMP_WORDS[i-1]} == '=' ]]; then
      typed[-1]+=${COMP_WORDS[i]}
    else
      typed+=("${COMP_WORDS[i]}")
    fi
  done
  current=${typed[-1]} option=
  ((${#typed[@]} > 1)) && option=${typed[-2]}
  [[ $current == --*=* ]] && option=${current%%=*} current=${current#*=}
  [[ $option == -* && $current == *=* ]] && option+='=' current=${current#*=}
  COMPREPLY=()
  case "$command $option" in
)" + values + R"(    *)
      case $command in
)" + words + R"(      esac
      [[ $current != -* ]] || { words=$options kind=; }
      ;;
  esac
  local before=
  [[ $COMP_WORDBREAKS == *=* ]] || before=${typed[-1]%"$current"}
  if [[ $words ]]; then
    [[ $sign ]] && compopt -o nospace 2> /dev/null
    mapfile -t COMPREPLY < <(compgen -P "$before" -S "$sign" -W "$words" -- "$current")
  elif [[ $kind == file || $kind == directory ]]; then
    compopt -o filenames 2> /dev/null
    mapfile -t COMPREPLY < <(compgen -P "$before" -A "$kind" -- "$current")
  fi
}
complete -F _tls_tidy tls-tidy
)";
}

// --- zsh ---

std::string zshAction(const ValueWords& value) {
  if (value.thenFile()) return " _tls_tidy_then_file " + choicesOf(value);  // the space: without compadd's options
  if (!value.then.empty()) return " _tls_tidy_rules " + joined(value.then, " ");
  if (value.kind == ValueWords::kChoice && !value.choices.front().second.empty()) return " _tls_tidy_rules";
  if (value.kind == ValueWords::kChoice) return "(" + choicesOf(value) + ")";
  return value.kind == ValueWords::kFile ? "_files" : value.kind == ValueWords::kFolder ? "_files -/" : " ";
}

std::string zshArguments(const CommandWords& command, const std::string& indent, const std::vector<std::string>& more) {
  std::string text = indent + "_arguments -S -C";
  auto add = [&](const std::string& words) { text += " \\\n" + indent + "  " + words; };
  for (const OptionWords& option : command.options) {
    const std::string help = "[" + marked(option.help, "[]:\\") + "]";
    const std::string value = option.value.kind == ValueWords::kNone ? "" : ":" + marked(option.value.name, ":\\") + ":" + zshAction(option.value);
    for (const std::string& name : option.names) {
      const std::string others = option.repeatable ? "*" : option.names.size() > 1 ? "(" + joined(option.names, " ") + ")" : "";
      const std::string sign = value.empty() ? "" : name.starts_with("--") ? "=" : "+";
      add(quoted(others + name + sign + help + value));
    }
  }
  for (const OptionWords& each : command.positionals)
    add(quoted((each.repeatable ? "*:" : "1:") + marked(each.value.name, ":\\") + ":" + zshAction(each.value)));
  for (const std::string& each : more) add(each);
  return text + "\n";
}

std::string zsh(const CommandWords& program) {
  std::string commands, cases, rules;
  for (const CommandWords& each : program.commands) {
    commands += " " + quoted(each.name + ":" + marked(each.help, ":\\"));
    cases += "        " + each.name + ")\n" + zshArguments(each, "          ", {}) + "          ;;\n";
    for (const OptionWords& positional : each.positionals)
      for (const auto& [word, help] : positional.value.choices) rules += "    " + quoted(word + ":" + marked(help, ":\\")) + "\n";
  }
  return R"(#compdef tls-tidy
# zsh completion for tls-tidy, written by `tls-tidy completions zsh`
_tls_tidy_commands() {
  local -a commands=()" + commands + R"( )
  _describe command commands
}

# A rule; with words, which go on with `=` and one of them.
_tls_tidy_rules() {
  local -a rules=(
)" + rules + R"(  )
  if ((! $#)); then _describe rule rules; elif compset -P '*='; then compadd -- "$@"; else _describe rule rules -S = -q; fi
}

# One of the words, which may go on with `=` and a file.
_tls_tidy_then_file() {
  if compset -P '*='; then _files; else compadd -S '' -- "$@"; fi
}

_tls_tidy() {
  local curcontext=$curcontext state line
  typeset -A opt_args
)" + zshArguments(program, "  ", {"'1:command:_tls_tidy_commands'", "'*::argument:->arguments'"}) + R"(  case $state in
    arguments)
      case $line[1] in
)" + cases + R"(      esac
      ;;
  esac
}

if [[ $funcstack[1] == _tls_tidy || $funcstack[1] == _tls-tidy ]]; then _tls_tidy "$@"; else compdef _tls_tidy tls-tidy; fi
)";
}

// --- fish ---

/// A word in single quotes for fish.
std::string fishQuoted(const std::string& text) { return "'" + marked(text, "\\'") + "'"; }

/// fish reads the list of words once more: each meaning is a word of its own there.
std::string fishWords(const ValueWords& value) {
  std::string words;
  const auto add = [&](const std::string& word, const std::string& help) {
    words += (words.empty() ? "" : " ") + word;
    if (!help.empty()) words += "\\t" + fishQuoted(help);
  };
  for (const auto& [word, help] : value.choices) {
    if (value.then.empty()) add(word, help);
    for (const std::string& second : value.then) add(word + "=" + second, help);
  }
  return fishQuoted(words);
}

std::string fishValue(const ValueWords& value) {
  switch (value.kind) {
    case ValueWords::kNone: return "";
    case ValueWords::kText: return " -x";
    case ValueWords::kFile: return " -r -F";
    case ValueWords::kFolder: return " -x -a '(__fish_complete_directories)'";
    case ValueWords::kChoice: return (value.thenFile() ? " -r -a " : " -x -a ") + fishWords(value);
  }
  return "";
}

void fishCommand(const CommandWords& command, const std::string& condition, std::string& text) {
  const std::string start = "complete -c tls-tidy -n '" + condition + "'";
  for (const OptionWords& option : command.options) {
    text += start;
    for (const std::string& name : option.names) text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    text += fishValue(option.value) + " -d " + fishQuoted(option.help) + "\n";
  }
  for (const OptionWords& each : command.positionals)
    text += start + (each.value.kind == ValueWords::kFile ? " -F" : " -a " + fishWords(each.value)) + "\n";
  for (const CommandWords& each : command.commands) {
    text += start + " -a " + each.name + " -d " + fishQuoted(each.help) + "\n";
    fishCommand(each, "__fish_seen_subcommand_from " + each.name, text);
  }
}

std::string fish(const CommandWords& program) {
  std::string text = "# fish completion for tls-tidy, written by `tls-tidy completions fish`\ncomplete -c tls-tidy -f\n";
  fishCommand(program, "__fish_use_subcommand", text);
  return text;
}

}  // namespace

const std::vector<std::string>& completedShells() {
  static const std::vector<std::string> shells = {"bash", "fish", "zsh"};
  return shells;
}

std::string completionScript(const CommandWords& program, const std::string& shell) {
  if (shell == "bash") return bash(program);
  if (shell == "fish") return fish(program);
  assert(shell == "zsh");
  return zsh(program);
}

}  // namespace tls_tidy
