#include "tool/cli/manual.h"

#include <fmt/format.h>

#include "checks/analysis.h"

namespace tls_tidy {
namespace {

/// Text as roff wants it: no line is a request, dashes can be copied, and no character is taken for an escape.
std::string roff(const std::string& text) {
  std::string result;
  for (char c : text) {
    switch (c) {
      case '\\': result += "\\e"; break;
      case '-': result += "\\-"; break;
      case '\'': result += "\\(aq"; break;
      case '`': result += "\\(ga"; break;
      case '^': result += "\\(ha"; break;
      case '~': result += "\\(ti"; break;
      default: result += c;
    }
  }
  return result.starts_with('.') ? "\\&" + result : result;
}

std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + roff(text) + "\\fR"; }

std::string entry(const std::string& tag, const std::string& text) { return ".TP\n" + tag + "\n" + roff(text) + "\n"; }

std::string tagOf(const OptionWords& option) {
  std::string tag;
  for (const std::string& name : option.names) tag += (tag.empty() ? "" : ", ") + bold(name);
  if (option.value.kind == ValueWords::kNone) return tag;
  return tag + (tag.empty() ? "" : " ") + italic(option.value.name);
}

std::string synopsisOf(const CommandWords& command) {
  std::string text = ".B tls\\-tidy " + roff(command.name) + "\n[" + italic("OPTION") + "...]";
  for (const OptionWords& each : command.positionals) text += " " + roff(usageOf(each));
  return text + "\n.br\n";
}

std::string describe(const CommandWords& command) {
  std::string text = ".SH " + std::string("OPTIONS OF TLS\\-TIDY ");
  for (char c : command.name) text += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  text += "\n";
  for (const OptionWords& each : command.positionals) text += entry(tagOf(each), each.help);
  for (const auto& [group, options] : groupsOf(command)) {
    text += ".SS " + roff(group) + "\n";
    for (const OptionWords* option : options) text += entry(tagOf(*option), option->help);
  }
  return text;
}

constexpr const char* kAfterOptions = R"roff(.SH EXIT STATUS
.TP
.B 0
Everything asked for was analysed, and nothing was found at or above
.BR \-\-fail\-on .
.TP
.B 1
Findings at or above it.
.TP
.B 2
A usage or configuration error.
.TP
.B 3
The answer cannot be trusted: nothing was analysed, a file was unreadable, or a unit crashed or took too long.
.SH FILES
.TP
.IR .tls\-tidy.toml ", " pyproject.toml
What a project says about its scans;
.B tls\-tidy config
tells what is in force.
.SH ENVIRONMENT
.TP
.BR NO_COLOR ", " FORCE_COLOR ", " CLICOLOR_FORCE
Whether to colour, unless
.B \-\-color
says so.
.TP
.B XDG_CACHE_HOME
Where the cache is kept; else
.IR ~/.cache .
)roff";

constexpr const char* kExamples = R"roff(.SH EXAMPLES
The current folder, with the report for people on the terminal and one for a code scanning service in a file:
.PP
.nf
.RS
tls\-tidy scan \-\-output text \-\-output sarif=report.sarif
.RE
.fi
.PP
What the safe fixes would change in a file:
.PP
.nf
.RS
tls\-tidy scan \-\-diff mail.py
.RE
.fi
.PP
Completions for the shell that is running:
.PP
.nf
.RS
eval "$(tls\-tidy completions bash)"
tls\-tidy completions zsh > "${fpath[1]}/_tls\-tidy"
tls\-tidy completions fish > ~/.config/fish/completions/tls\-tidy.fish
.RE
.fi
.SH SEE ALSO
.BR clang\-tidy (1)
)roff";

}  // namespace

std::string manualPage(const CommandWords& program) {
  std::string page = ".\\\" Written by `tls-tidy man` from its own options.\n";
  page += fmt::format(".TH TLS\\-TIDY 1 {} \"tls\\-tidy {}\" \"User Commands\"\n", TLS_TIDY_DATE, TLS_TIDY_VERSION);
  page += ".SH NAME\ntls\\-tidy \\- find mail and FTP clients that talk TLS without knowing whom they talk to\n.SH SYNOPSIS\n";
  for (const CommandWords& each : program.commands) page += synopsisOf(each);
  page += ".B tls\\-tidy \\-\\-help\n|\n.B \\-\\-version\n.SH DESCRIPTION\n";
  page += roff(program.help) + "\nContexts and connections are followed through functions and files up to the handshake and the first password. "
          "Every run ends with what it saw: connections seen, verified, reported, unknown. Silence alone says nothing.\n.SH COMMANDS\n";
  for (const CommandWords& each : program.commands) page += entry(bold(each.name), each.help);
  for (const CommandWords& each : program.commands) page += describe(each);
  page += ".SH RULES\n";
  for (const RuleInfo& rule : ruleList()) page += entry(bold(rule.id), rule.summary + " (" + std::string(nameOf(rule.severity)) + ")");
  return page + kAfterOptions + kExamples;
}

}  // namespace tls_tidy
