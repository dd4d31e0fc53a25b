#include "tool/cli/command_tree.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "checks/analysis.h"

namespace tls_tidy {
namespace {

/// A validator's name is its list of words, see wordsOf in options.cpp.
std::vector<std::pair<std::string, std::string>> choicesOf(CLI::Option& option) {
  std::vector<std::pair<std::string, std::string>> choices;
  try {
    for (int i = 0;; ++i)
      for (std::string& word : CLI::detail::split(option.get_validator(i)->get_name(), ' '))
        if (!word.empty()) choices.emplace_back(std::move(word), "");
  } catch (const CLI::OptionNotFound&) {  // the only way to learn how many there are
  }
  return choices;
}

ValueWords valueOf(CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return {};
  ValueWords value{.kind = ValueWords::kText, .name = option.get_positional() ? option.get_name(true) : option.get_type_name()};
  value.choices = choicesOf(option);
  if (value.name.starts_with("RULE=")) {
    for (const auto& [word, help] : value.choices) value.then.push_back(word);
    value.choices.clear();
  }
  if (value.name.starts_with("RULE"))
    for (const RuleInfo& rule : ruleList()) value.choices.emplace_back(rule.id, rule.summary);
  if (!value.choices.empty()) {
    value.kind = ValueWords::kChoice;
  } else if (value.name == "FILE" || value.name == "PATH") {
    value.kind = ValueWords::kFile;
  } else if (value.name == "DIR") {
    value.kind = ValueWords::kFolder;
  }
  return value;
}

}  // namespace

CommandWords commandTree(CLI::App& app) {
  CommandWords command{.name = app.get_name(), .help = app.get_description(), .footer = app.get_footer()};
  for (CLI::Option* option : app.get_options([](CLI::Option*) { return true; })) {
    if (option->get_group().empty()) continue;
    OptionWords words{.value = valueOf(*option), .group = option->get_group(), .help = option->get_description()};
    words.repeatable = option->get_items_expected_max() > 1;
    words.required = option->get_required();
    if (option->get_positional()) {
      command.positionals.push_back(std::move(words));
      continue;
    }
    for (const std::string& name : option->get_snames()) words.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) words.names.push_back("--" + name);
    command.options.push_back(std::move(words));
  }
  for (CLI::App* sub : app.get_subcommands([](CLI::App*) { return true; }))
    if (!sub->get_group().empty()) command.commands.push_back(commandTree(*sub));
  return command;
}

std::vector<std::pair<std::string, std::vector<const OptionWords*>>> groupsOf(const CommandWords& command) {
  std::vector<std::pair<std::string, std::vector<const OptionWords*>>> groups;
  for (const OptionWords& option : command.options) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.first == option.group; });
    if (group == groups.end()) group = groups.insert(groups.end(), {option.group, {}});
    group->second.push_back(&option);
  }
  return groups;
}

std::string usageOf(const OptionWords& option) {
  if (option.names.empty())
    return option.required ? option.value.name : "[" + option.value.name + (option.repeatable ? "...]" : "]");
  std::string text;
  for (const std::string& name : option.names) text += (text.empty() ? "" : ", ") + name;
  return option.value.kind == ValueWords::kNone ? text : text + " " + option.value.name;
}

}  // namespace tls_tidy
