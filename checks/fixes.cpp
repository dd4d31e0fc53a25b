#include "checks/fixes.h"

#include <re2/re2.h>

namespace tls_tidy {
namespace {

Place placeOf(const Program& program, const Range& range) {
  return {program.files[range.file].path, range.begin, range.end, range.line, range.column, range.endLine, range.endColumn};
}

/// A place of no width at a byte offset.
Place insertionAt(const std::string& path, const std::string& text, uint32_t offset) {
  Place place;
  place.path = path;
  place.begin = place.end = offset;
  uint32_t line = 1, start = 0;
  for (uint32_t i = 0; i < offset && i < text.size(); ++i)
    if (text[i] == '\n') {
      ++line;
      start = i + 1;
    }
  place.line = place.endLine = line;
  place.column = place.endColumn = offset - start + 1;
  return place;
}

/// `import NAME` before the first import of the file, where it is not imported already.
std::optional<Edit> importEdit(const std::string& path, const std::string& text, const std::string& name) {
  const RE2 present("(?m)^import[ \\t]+(?:[^\\n#]*,[ \\t]*)?" + RE2::QuoteMeta(name) + "[ \\t]*(?:,|\\r?$|#)");
  re2::StringPiece rest(text), whole, module;
  if (text.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);  // a byte-order mark stays the first
  if (RE2::PartialMatch(rest, present)) return std::nullopt;
  static const RE2 kFirst(R"((?m)^((?:import|from)[ \t]+([^\s]+)))");
  uint32_t offset = 0;
  bool found = false;
  while (RE2::FindAndConsume(&rest, kFirst, &whole, &module)) {
    if (module == "__future__") continue;
    offset = static_cast<uint32_t>(whole.data() - text.data());
    found = true;
    break;
  }
  if (!found) return std::nullopt;
  const bool crlf = text.find("\r\n") != std::string::npos;
  return Edit{insertionAt(path, text, offset), "import " + name + (crlf ? "\r\n" : "\n")};
}

}  // namespace

std::optional<Fix> fixFor(const Verdict& verdict, const Program& program, const TextOf& textOf) {
  const Property& cause = verdict.cause;
  if (!verdict.mayFix || !cause.api || !cause.event || cause.event->inMacro) return std::nullopt;
  Fix fix;
  if (cause.effect && cause.effect->kind == Effect::kSet && !cause.effect->secure.empty()) {
    // A constant replaced. An argument that is not a plain constant is somebody's setting.
    Range at = cause.argument;
    if (!at.known()) return std::nullopt;
    const std::string* text = textOf(program.files[at.file].path);
    if (!text || at.end > text->size() || at.begin >= at.end) return std::nullopt;
    const std::string written = text->substr(at.begin, at.end - at.begin);
    static const RE2 kConstant(R"((?:\([a-z ]+\)\s*)?[A-Z_a-z0-9.]+)");
    if (!RE2::FullMatch(written, kConstant)) return std::nullopt;
    fix.title = "write `" + cause.effect->secure + "`";
    fix.edits.push_back({placeOf(program, at), cause.effect->secure});
    return fix;
  }
  const auto keyword = cause.api->fix.find("keyword"), value = cause.api->fix.find("value"), import = cause.api->fix.find("import");
  if (keyword == cause.api->fix.end() || value == cause.api->fix.end()) return std::nullopt;
  const Event& call = *cause.event;
  const std::string& path = program.files[call.at.file].path;
  const std::string* text = textOf(path);
  if (!text) return std::nullopt;
  fix.title = "pass `" + keyword->second + "=" + value->second + "`";
  if (cause.argument.known()) {
    const std::string written = text->substr(cause.argument.begin, cause.argument.end - cause.argument.begin);
    const bool named = written.find('=') != std::string::npos;
    if (written != "None" && !RE2::FullMatch(written, R"(\w+\s*=\s*None)")) return std::nullopt;
    fix.edits.push_back({placeOf(program, cause.argument), named ? keyword->second + "=" + value->second : value->second});
  } else {
    if (!call.closeParen || call.closeParen > text->size() || call.closeParen <= call.openParen) return std::nullopt;
    for (const Argument& argument : call.arguments)
      if (argument.kind == Argument::kDoubleStar || argument.kind == Argument::kStar) return std::nullopt;
    // Behind the last argument, before a trailing comma's newline.
    uint32_t offset = call.closeParen;
    std::string addition = keyword->second + "=" + value->second;
    if (!call.arguments.empty()) {
      offset = call.arguments.back().at.end;
      if (!offset || offset > call.closeParen) return std::nullopt;
      addition = ", " + addition;
    }
    fix.edits.push_back({insertionAt(path, *text, offset), addition});
  }
  if (import != cause.api->fix.end())
    if (std::optional<Edit> edit = importEdit(path, *text, import->second)) fix.edits.push_back(std::move(*edit));
  return fix;
}

}  // namespace tls_tidy
