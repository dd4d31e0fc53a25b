#include "tool/cli/explain.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <sstream>

#include <fmt/format.h>

#include "checks/analysis.h"
#include "checks/findings/suggestion.h"

namespace tls_tidy {
namespace {

/// A page of Markdown with its headings in bold and its code set off; the text itself is not touched.
std::string styled(const std::string& page) {
  std::istringstream in(page);
  std::string result;
  bool inCode = false;
  for (std::string line; std::getline(in, line);) {
    bool fence = line.starts_with("```");
    if (fence) inCode = !inCode;
    const char* style = fence ? "2" : inCode ? "36" : line.starts_with('#') ? "1" : "";
    result += *style ? fmt::format("\x1b[{}m{}\x1b[0m\n", style, line) : line + "\n";
  }
  return result;
}

}  // namespace

int listRules() {
  size_t width = 0;
  for (const RuleInfo& rule : ruleList()) width = std::max(width, rule.id.size());
  for (const RuleInfo& rule : ruleList())
    std::cout << fmt::format("{:<{}}  {:<7}  {}\n", rule.id, width, nameOf(rule.severity), rule.summary);
  return std::cout.flush() ? kClean : kUntrusted;
}

int explain(const std::string& rule, Color color) {
  std::vector<std::string> known;
  for (const RuleInfo& info : ruleList()) {
    known.push_back(info.id);
    if (info.id != rule && info.id != "tls-" + rule) continue;
    bool colored = useColor(color, STDOUT_FILENO);
    std::string page = info.page.empty() ? "# " + info.id + "\n\n" + info.summary + "\n" : info.page;
    if (!page.ends_with('\n')) page += '\n';
    std::cout << (colored ? styled(page) : page);
    return std::cout.flush() ? kClean : kUntrusted;
  }
  std::string word = rule.starts_with("tls-") ? rule : "tls-" + rule;
  std::string hint = didYouMean(word, known);
  std::cerr << "tls-tidy: unknown rule `" << rule << '`' << (hint.empty() ? "; `tls-tidy rules` lists them" : hint) << '\n';
  return kUsage;
}

}  // namespace tls_tidy
