#include "tool/cli/options.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "checks/findings/suggestion.h"
#include "tool/cli/command_tree.h"
#include "tool/cli/completions.h"
#include "tool/cli/help.h"
#include "tool/cli/manual.h"
#include "tool/report/reporter.h"
#include "tool/report/terminal.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : ", ") + word;
  return result;
}

/// Lists the words a value may have and checks nothing: the validator's name is what the command tree reads.
CLI::Validator wordsOf(const std::vector<std::string>& words) {
  return CLI::Validator([](std::string&) -> std::string { return ""; }, "", fmt::format("{}", fmt::join(words, " ")));
}

/// A word out of a list; anything else is an error with a suggestion. `more` words are taken too, and not listed.
CLI::Validator oneOf(std::vector<std::string> words, std::vector<std::string> more = {}) {
  return CLI::Validator(
      [words, more](std::string& word) -> std::string {
        if (std::find(words.begin(), words.end(), word) != words.end()) return "";
        if (std::find(more.begin(), more.end(), word) != more.end()) return "";
        return "`" + word + "` is none of " + joined(words) + didYouMean(word, words);
      },
      "", wordsOf(words).get_name());
}

CLI::Validator within(double low, double high) {
  return CLI::Validator(
      [=](std::string& text) -> std::string {
        double number = 0;
        if (CLI::detail::lexical_cast(text, number) && number >= low && number <= high) return "";
        return fmt::format("`{}` is no number from {} to {}", text, low, high);
      },
      "");
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string defaultCacheFolder() {
  if (std::string folder = environment("XDG_CACHE_HOME"); folder.starts_with('/')) return folder + "/tls-tidy";
  if (std::string home = environment("HOME"); home.starts_with('/')) return home + "/.cache/tls-tidy";
  return "";
}

/// The C and C++ front end lies beside this program, or in its private folder once installed.
std::string defaultCxxProgram() {
  std::error_code failed;
  fs::path self = fs::read_symlink("/proc/self/exe", failed);
  if (failed) return "";
  for (const char* place : {"tls-tidy-cxx", "../libexec/tls-tidy/tls-tidy-cxx", "../lib/tls-tidy/tls-tidy-cxx"}) {
    fs::path program = (self.parent_path() / place).lexically_normal();
    if (access(program.c_str(), X_OK) == 0) return program;
  }
  return "";
}

/// "3.11" -> 11, "2.7" -> -27, as Options::pythonVersions wants it.
std::optional<int> pythonVersion(const std::string& text) {
  if (text == "2.7") return -27;
  if (!text.starts_with("3.") || text.size() < 3 || text.size() > 5) return std::nullopt;
  if (!std::all_of(text.begin() + 2, text.end(), [](unsigned char c) { return std::isdigit(c); })) return std::nullopt;
  return std::stoi(text.substr(2));
}

struct Raw {  // what CLI11 fills as text
  std::vector<std::string> outputs;
  std::string color = "auto", cacheFolder = defaultCacheFolder();
  bool noCache = false;
  // What a config can say as well; empty: not said.
  std::string config, compileFolder, minSeverity, minConfidence, failOn;
  std::vector<std::string> exclude, models, protocols, pythonVersions, rules;
  bool noConfig = false, forceExclude = false;
};

struct Lines {
  CLI::App app{"Finds mail and FTP clients that talk TLS without knowing whom they talk to, in C, C++ and Python.", "tls-tidy"};
  CLI::App* scan = nullptr;
  CLI::App* rules = nullptr;
  CLI::App* explain = nullptr;
  CLI::App* config = nullptr;
  CLI::App* completions = nullptr;
  CLI::App* manual = nullptr;
  std::string shell;  // completions
  Raw raw;

  std::vector<CLI::App*> commands() const { return {scan, rules, explain, config, completions, manual}; }
};

CLI::Option* placed(const char* group, CLI::Option* option, const char* value = "") {
  option->group(group);
  if (*value) option->type_name(value);
  return option;
}

const char* const kWhat = "What to scan";
const char* const kShow = "What to show";

/// What decides over a scan and can stand in a config: `scan` takes it, and `config` shows what comes of it.
void describeWhat(CLI::App& app, Raw& raw, std::vector<std::string>& paths) {
  placed(kWhat, app.add_option("PATH", paths, "files and folders, - for standard input"));
  placed(kWhat, app.add_option("--config", raw.config, "take this config (else the nearest one upwards)"), "FILE");
  placed(kWhat, app.add_flag("--no-config", raw.noConfig, "look for no config"));
  placed(kWhat, app.add_option("--exclude", raw.exclude, "leave out what matches (repeatable)"), "GLOB")->allow_extra_args(false);
  placed(kWhat, app.add_flag("--force-exclude", raw.forceExclude, "leave it out even when named"));
  placed(kWhat, app.add_option("-p", raw.compileFolder, "folder of compile_commands.json (else searched)"), "DIR");
  placed(kWhat, app.add_option("--python-version", raw.pythonVersions, "versions in force (else from the project)"), "X.Y")
      ->delimiter(',')->allow_extra_args(false);
  placed(kWhat, app.add_option("--models", raw.models, "more models of library calls (repeatable)"), "FILE")->allow_extra_args(false);
}

void describeWhich(CLI::App& app, Raw& raw) {
  placed(kShow, app.add_option("--rule", raw.rules, joined(kRuleLevels) + " (repeatable)"), "RULE=LEVEL")->check(wordsOf(kRuleLevels))->allow_extra_args(false);
  placed(kShow, app.add_option("--protocol", raw.protocols, "only these: " + joined(kProtocols)), "NAME")
      ->delimiter(',')->allow_extra_args(false)->check(oneOf(kProtocols));
  placed(kShow, app.add_option("--min-severity", raw.minSeverity, joined(kSeverityNames)), "S")->check(oneOf(kSeverityNames));
  placed(kShow, app.add_option("--min-confidence", raw.minConfidence, "low, medium (default), high"), "C")->check(oneOf(kConfidenceNames));
  placed(kShow, app.add_option("--fail-on", raw.failOn, "exit 1 from: note, warning (default), error, never"), "S")->check(oneOf(kThresholds));
}

void describe(Lines& lines, Command& command) {
  CLI::App& app = lines.app;
  Raw& raw = lines.raw;
  app.set_version_flag("--version", "tls-tidy " TLS_TIDY_VERSION, "print the version");
  app.set_help_flag("-h,--help", "print this help");
  app.footer(
      "Exit codes: 0 nothing to report, 1 findings, 2 usage error, 3 the answer cannot be trusted.\n"
      "`tls-tidy scan --help` lists the options of a scan.");
  app.require_subcommand(1);
  app.allow_extras();

  CLI::App* scan = lines.scan = app.add_subcommand("scan", "scan files and folders (default: the current folder)");
  ScanOptions& options = command.scan;
  const auto add = [](const char* group, CLI::Option* option, const char* value = "") { return placed(group, option, value); };
  describeWhat(*scan, raw, options.paths);
  add(kWhat, scan->add_option("--stdin-filename", options.stdinName, "read standard input as this file"), "NAME");

  std::vector<std::string> formats;
  for (const NamedReporter& reporter : reporters()) formats.emplace_back(reporter.name);
  add(kShow, scan->add_option("--output", raw.outputs, joined(formats) + " (repeatable; default text)"), "FORMAT[=FILE]")->check(wordsOf(formats))->allow_extra_args(false);
  describeWhich(*scan, raw);
  add(kShow, scan->add_option("--baseline", options.baseline, "only what is not known from this file; it shrinks by itself"), "FILE");
  add(kShow, scan->add_flag("--update-baseline", options.updateBaseline, "take what is found into the baseline"));
  add(kShow, scan->add_option("--diff-base", options.diffBase, "only what is new since this revision (REV...: since the merge base)"), "REV");
  add(kShow, scan->add_option("--color", raw.color, "auto, always, never"), "WHEN")->check(oneOf({"auto", "always", "never"}));
  add(kShow, scan->add_flag("--sarif-suppressed", options.sarifSuppressed, "suppressed findings in sarif too (GitHub shows them)"));
  add(kShow, scan->add_option("--sarif-category", options.sarifCategory, "tells several reports of one commit apart"), "NAME");
  add(kShow, scan->add_flag("-q,--quiet", options.quiet, "findings only: no summary, no progress"));

  const char* kMend = "What to mend";
  add(kMend, scan->add_flag("--fix", options.fix, "apply safe fixes"));
  add(kMend, scan->add_flag("--unsafe-fixes", options.unsafeFixes, "with --fix or --diff: fixes that change settings too"));
  add(kMend, scan->add_flag("--add-suppressions", options.addSuppressions, "suppress what is shown, by comments in the source"));
  add(kMend, scan->add_option("--reason", options.reason, "with --add-suppressions: why"), "TEXT");
  add(kMend, scan->add_flag("--diff", options.diff, "print what --fix would change, write nothing"));

  const char* kRun = "How to run";
  add(kRun, scan->add_option("-j", options.jobs, "parallel jobs (default: all cores)"), "N")->check(within(1, 4096));
  add(kRun, scan->add_option("--timeout", options.timeout, "per unit (default 60)"), "SECONDS")->check(within(0.001, 1e9));
  add(kRun, scan->add_option("--memory", options.memory, "per unit (default 4096)"), "MB")->check(within(64, 1 << 24));
  add(kRun, scan->add_option("--cache-dir", raw.cacheFolder, "default $XDG_CACHE_HOME/tls-tidy"), "DIR");
  add(kRun, scan->add_flag("--no-cache", raw.noCache, "neither read nor write the cache"));
  const std::vector<std::string> stages = {"tokens", "tree", "events", "program", "state"};
  std::vector<std::string> details = {"tree=outline"};
  for (const char* const version : {"2.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"}) details.push_back(std::string("tokens=") + version);
  add(kRun, scan->add_option("--dump", options.dump, "tokens[=VERSION], tree[=outline], events, program, state"), "STAGE")->check(oneOf(stages, details));
  add("", scan->add_option("--cxx-program", options.cxxProgram, "the C and C++ front end"));
  add("", scan->add_flag("--model-headers", options.modelHeaders, "parse C and C++ with headers made from the models"));

  lines.rules = app.add_subcommand("rules", "list the rules");
  lines.explain = app.add_subcommand("explain", "show the page of a rule");
  lines.explain->add_option("RULE", command.rule, "a rule's id, with or without tls-")->required();
  lines.explain->add_option("--color", raw.color, "auto, always, never")->type_name("WHEN")->check(oneOf({"auto", "always", "never"}));
  lines.config = app.add_subcommand("config", "show the settings in force and where they stand");
  describeWhat(*lines.config, raw, options.paths);
  describeWhich(*lines.config, raw);
  lines.scan->footer("Exit codes: 0 nothing to report, 1 findings, 2 usage error, 3 the answer cannot be trusted.");
  // For those who package and install; in no help.
  lines.completions = app.add_subcommand("completions", "print the completion script for a shell")->group("");
  lines.completions->add_option("SHELL", lines.shell, joined(completedShells()))->required()->check(oneOf(completedShells()));
  lines.manual = app.add_subcommand("man", "print the manual page")->group("");
  for (CLI::App* sub : lines.commands()) sub->allow_extras();
  for (CLI::App* sub : {lines.rules, lines.explain, lines.config, lines.completions, lines.manual}) sub->footer("");
}

int usageError(const std::string& what) {
  std::cerr << "tls-tidy: " << printable(what) << '\n';
  return kUsage;
}

std::vector<std::string> optionNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// A hint at the one option that begins so: "--vers".
std::string beginningOf(const std::string& start, const std::vector<std::string>& names) {
  std::vector<std::string> found;
  if (start.size() > 3) std::copy_if(names.begin(), names.end(), std::back_inserter(found), [&](const std::string& name) { return name.starts_with(start); });
  return found.size() == 1 ? "; did you mean `" + found.front() + "`?" : "";
}

/// What nobody asked for: the first argument that is no option, no command and no path.
std::string complaintAbout(const std::string& argument, const CLI::App& app) {
  std::string name = argument.substr(0, argument.find('='));
  if (name.starts_with('-')) {
    if (!app.get_parent())
      for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
        if (sub->get_option_no_throw(name)) return "`" + name + "` is an option of a command: `tls-tidy " + sub->get_name() + " " + name + "`";
    std::string hint = name.size() > 2 ? didYouMean(name, optionNames(app)) : "";  // one letter is close to every other
    if (hint.empty()) hint = beginningOf(name, optionNames(app));
    if (hint.empty()) hint = "; see `tls-tidy" + (app.get_parent() ? " " + app.get_name() : "") + " --help`";
    return "unknown option `" + name + "`" + hint;
  }
  if (app.get_parent()) return "unexpected argument `" + argument + "`";
  std::error_code failed;
  if (fs::exists(argument, failed)) return "unknown command `" + argument + "`; did you mean `tls-tidy scan " + argument + "`?";
  std::string hint = didYouMean(argument, {"scan", "rules", "explain", "config"});
  return "unknown command `" + argument + "`" + (hint.empty() ? "; see `tls-tidy --help`" : hint);
}

/// CLI11's complaint, where its words are its own.
std::string inOurWords(const CLI::ParseError& error, const Lines& lines) {
  std::string text = error.what();
  if (size_t at = text.find(": 1 required "); at != std::string::npos) {
    text.replace(at, std::string(": 1 required ").size(), ": its value ");
    if (text.ends_with(" missing")) text.insert(text.size() - std::string("missing").size(), "is ");
  }
  if (!dynamic_cast<const CLI::RequiredError*>(&error)) return text;
  for (const CLI::App* sub : lines.commands())
    if (sub->parsed()) return text + "; see `tls-tidy " + sub->get_name() + " --help`";
  return "a command is required; see `tls-tidy --help`";
}

std::string readOutputs(const std::vector<std::string>& texts, std::vector<Output>& outputs) {
  std::vector<std::string> formats;
  for (const NamedReporter& reporter : reporters()) formats.emplace_back(reporter.name);
  std::set<std::string> files;
  for (const std::string& text : texts) {
    size_t equals = text.find('=');
    Output output{text.substr(0, equals), equals == std::string::npos ? "" : text.substr(equals + 1)};
    if (std::find(formats.begin(), formats.end(), output.format) == formats.end())
      return "--output: `" + output.format + "` is none of " + joined(formats) + didYouMean(output.format, formats);
    if (equals != std::string::npos && output.file.empty()) return "--output " + text + ": the file name is missing";
    if (output.file == "-") output.file.clear();
    std::string key = output.file.empty() ? "" : fs::absolute(output.file).lexically_normal().string();
    if (!files.insert(key).second)
      return output.file.empty() ? "--output: only one report can go to standard output; give the others a file, as in sarif=report.sarif"
                                 : "--output: two reports for the file " + output.file;
    std::error_code failed;
    fs::path folder = fs::path(output.file).parent_path();
    if (!folder.empty() && !fs::is_directory(folder, failed)) return "--output " + text + ": no such folder: " + folder.string();
    if (fs::is_directory(output.file, failed)) return "--output " + text + ": is a folder";
    outputs.push_back(std::move(output));
  }
  return "";
}

template <class Level>
Level levelNamed(const std::string& name, const Words& names) {
  return static_cast<Level>(std::find(names.begin(), names.end(), name) - names.begin());
}

Color colorNamed(const std::string& name) {
  return name == "always" ? Color::kAlways : name == "never" ? Color::kNever : Color::kAuto;
}

/// What the command line says of what a config can say.
Result<Config> saidByFlags(const Raw& raw) {
  Config said;
  const auto take = [&](auto& value, const auto& raw, const char* key, const char* flag) {
    if (raw.empty()) return;
    value = raw;
    said.origins[key] = flag;
  };
  take(said.exclude, raw.exclude, "exclude", "--exclude");
  take(said.models, raw.models, "models", "--models");
  take(said.protocols, raw.protocols, "protocols", "--protocol");
  take(said.pythonVersions, raw.pythonVersions, "python-version", "--python-version");
  take(said.minSeverity, raw.minSeverity, "min-severity", "--min-severity");
  take(said.minConfidence, raw.minConfidence, "min-confidence", "--min-confidence");
  take(said.failOn, raw.failOn, "fail-on", "--fail-on");
  take(said.compileCommands, raw.compileFolder, "compile-commands", "-p");
  if (raw.forceExclude) {
    said.forceExclude = true;
    said.origins["force-exclude"] = "--force-exclude";
  }
  for (const std::string& text : raw.rules) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos) return Error{"", 0, "--rule: expected RULE=LEVEL, as in tls-weak-protocol=off"};
    std::string problem;
    const std::string rule = ruleNamed(text.substr(0, equals), problem), level = text.substr(equals + 1);
    if (rule.empty()) return Error{"", 0, "--rule: " + problem};
    if (std::find(kRuleLevels.begin(), kRuleLevels.end(), level) == kRuleLevels.end())
      return Error{"", 0, "--rule: `" + level + "` is none of " + joined(kRuleLevels) + didYouMean(level, kRuleLevels)};
    said.forced[rule] = level;
    said.origins["forced." + rule] = "--rule";
  }
  return said;
}

/// Empty, or what is wrong: what the config and the flags say together.
std::string finishConfig(const Raw& raw, ScanOptions& options) {
  if (raw.noConfig && !raw.config.empty()) return "--config and --no-config exclude each other";
  Result<Config> said = saidByFlags(raw);
  if (!said) return toText(said.error());
  Result<Config> found = Config{};
  if (!raw.config.empty()) found = readNamedConfig(raw.config);
  else if (!raw.noConfig) found = findConfig(options.stdinName.empty() ? options.paths : Words{options.stdinName});
  if (!found) return toText(found.error());
  Config& config = options.config = replacedBy(std::move(*found), std::move(*said));

  options.minSeverity = levelNamed<Severity>(config.minSeverity.value_or("note"), kSeverityNames);
  options.minConfidence = levelNamed<Confidence>(config.minConfidence.value_or("medium"), kConfidenceNames);
  const std::string failOn = config.failOn.value_or("warning");
  options.failOn.reset();
  if (failOn != "never") options.failOn = levelNamed<Severity>(failOn, kSeverityNames);
  for (const std::string& text : config.pythonVersions.value_or(Words{})) {
    auto version = pythonVersion(text);
    if (!version) return "--python-version: `" + text + "` is no version like 3.11 or 2.7";
    options.pythonVersions.push_back(*version);
  }
  if (config.compileCommands) {
    fs::path database = *config.compileCommands;
    std::error_code failed;
    if (fs::is_directory(database, failed)) database /= "compile_commands.json";
    if (!fs::is_regular_file(database, failed)) return config.origins["compile-commands"] + ": no such file: " + database.string();
    options.compileDatabase = fs::absolute(database).lexically_normal();
  }
  return "";
}

/// Empty, or what is wrong.
std::string finishScan(const Raw& raw, ScanOptions& options) {
  if (std::string problem = readOutputs(raw.outputs, options.outputs); !problem.empty()) return problem;
  options.color = colorNamed(raw.color);
  if (!raw.noCache) options.cacheFolder = raw.cacheFolder;
  if (options.cxxProgram.empty()) options.cxxProgram = defaultCxxProgram();
  for (auto path = options.paths.begin(); path != options.paths.end();) {
    if (path->empty()) return "an empty PATH names no file";
    if (*path != "-") {
      ++path;
      continue;
    }
    if (options.stdinName.empty()) return "-: --stdin-filename NAME is needed, its ending tells the language";
    path = options.paths.erase(path);
  }
  if (!options.stdinName.empty() && !options.paths.empty()) return "--stdin-filename: no PATH can be given beside standard input";
  if (options.fix && options.diff) return "--fix and --diff exclude each other: --diff writes nothing";
  if (options.unsafeFixes && !options.fix && !options.diff) return "--unsafe-fixes needs --fix or --diff";
  if (options.addSuppressions && options.fix) return "--add-suppressions and --fix exclude each other: mend first, then suppress what is left";
  if (!options.reason.empty() && !options.addSuppressions) return "--reason needs --add-suppressions";
  if (options.reason.find_first_of("\r\n") != std::string::npos || options.reason.find("*/") != std::string::npos)
    return "--reason: one line that ends no comment is wanted";
  if (!options.stdinName.empty() && options.addSuppressions) return "--add-suppressions needs files, not standard input";
  if (!options.stdinName.empty() && (options.fix || options.diff)) return "--fix and --diff need files, not standard input";
  if (options.updateBaseline && options.baseline.empty()) return "--update-baseline needs --baseline FILE";
  if (options.updateBaseline && (options.fix || options.diff || options.addSuppressions))
    return "--update-baseline goes with neither --fix, --diff nor --add-suppressions: mend first, then take in what is left";
  if (options.updateBaseline && !options.diffBase.empty()) return "--update-baseline and --diff-base exclude each other: a baseline takes in all there is";
  if (!options.stdinName.empty() && !options.diffBase.empty()) return "--diff-base needs files, not standard input";
  if (!options.stdinName.empty() && options.updateBaseline) return "--update-baseline needs files, not standard input";
  if (options.stdinName.empty() && options.paths.empty()) options.paths = {"."};
  return finishConfig(raw, options);
}

}  // namespace

Command readCommand(int argc, const char* const* argv) {
  Command command;
  Lines lines;
  describe(lines, command);
  auto fail = [&](const std::string& what) {
    command.kind = Command::kDone;
    command.exit = usageError(what);
    return command;
  };
  if (argc < 2) {
    std::cerr << helpOf(commandTree(lines.app), "");
    command.exit = kUsage;
    return command;
  }
  auto extras = [&]() -> std::string {
    std::vector<CLI::App*> apps = lines.commands();
    apps.push_back(&lines.app);
    for (CLI::App* app : apps)
      for (const std::string& argument : app->remaining())
        if (argument != "--") return complaintAbout(argument, *app);
    return "";
  };
  try {
    lines.app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    CLI::App* shown = &lines.app;
    for (CLI::App* sub : lines.commands())
      if (sub->parsed()) shown = sub;
    std::cout << helpOf(commandTree(*shown), shown == &lines.app ? "" : "tls-tidy");
    return command;
  } catch (const CLI::CallForVersion& version) {
    std::cout << version.what() << '\n';
    return command;
  } catch (const CLI::ParseError& error) {
    std::string unknown = extras();
    return fail(unknown.empty() ? inOurWords(error, lines) : unknown);
  }
  if (std::string unknown = extras(); !unknown.empty()) return fail(unknown);
  if (lines.completions->parsed() || lines.manual->parsed()) {
    const CommandWords tree = commandTree(lines.app);
    std::cout << (lines.manual->parsed() ? manualPage(tree) : completionScript(tree, lines.shell));
    if (!std::cout.flush()) command.exit = kUntrusted;
    return command;
  }
  command.color = colorNamed(lines.raw.color);
  command.kind = lines.scan->parsed() ? Command::kScan : lines.rules->parsed() ? Command::kRules : lines.config->parsed() ? Command::kConfig : Command::kExplain;
  if (command.kind == Command::kConfig) {
    if (command.scan.paths.empty()) command.scan.paths = {"."};
    if (std::string problem = finishConfig(lines.raw, command.scan); !problem.empty()) return fail(problem);
  }
  if (command.kind == Command::kScan)
    if (std::string problem = finishScan(lines.raw, command.scan); !problem.empty()) return fail(problem);
  return command;
}

bool useColor(Color color, int fileDescriptor) {
  if (color != Color::kAuto) return color == Color::kAlways;
  if (!environment("NO_COLOR").empty()) return false;
  for (const char* name : {"FORCE_COLOR", "CLICOLOR_FORCE"})
    if (std::string value = environment(name); !value.empty() && value != "0") return true;
  return isatty(fileDescriptor) && environment("TERM") != "dumb";
}

}  // namespace tls_tidy
