#include "tool/cli/help.h"

#include <sstream>

#include <fmt/format.h>

namespace tls_tidy {
namespace {

constexpr size_t kWidth = 80, kColumn = 28;

std::string row(const std::string& left, const std::string& right) {
  std::string text = "  " + left;
  text += text.size() + 2 > kColumn ? "\n" + std::string(kColumn, ' ') : std::string(kColumn - text.size(), ' ');
  return text + wrapped(right, kWidth - kColumn, kColumn) + '\n';
}

}  // namespace

std::string wrapped(const std::string& text, size_t width, size_t indent) {
  std::istringstream words(text);
  std::string result;
  size_t used = 0;
  for (std::string word; words >> word;) {
    if (used && used + 1 + word.size() > width) {
      result += '\n' + std::string(indent, ' ');
      used = 0;
    }
    result += (used ? " " : "") + word;
    used += (used ? 1 : 0) + word.size();
  }
  return result;
}

std::string helpOf(const CommandWords& command, const std::string& before) {
  std::string help = wrapped(command.help, kWidth, 0) + "\nUsage: " + (before.empty() ? "" : before + " ") + command.name + " [OPTION...]";
  for (const OptionWords& each : command.positionals) help += " " + usageOf(each);
  help += command.commands.empty() ? "\n" : " COMMAND\n";
  if (!command.positionals.empty()) help += "\n";
  for (const OptionWords& each : command.positionals) help += row(each.value.name + (each.repeatable ? "..." : ""), each.help);
  for (const auto& [group, options] : groupsOf(command)) {
    help += "\n" + group + ":\n";
    for (const OptionWords* option : options) help += row(usageOf(*option), option->help);
  }
  if (!command.commands.empty()) help += "\nCommands:\n";
  for (const CommandWords& each : command.commands) help += row(each.name, each.help);
  if (!command.footer.empty()) help += "\n";
  std::istringstream footer(command.footer);
  for (std::string line; std::getline(footer, line);) help += wrapped(line, kWidth, 2) + '\n';
  return help;
}

}  // namespace tls_tidy
