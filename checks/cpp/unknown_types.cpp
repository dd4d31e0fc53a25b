#include "checks/cpp/unknown_types.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

/// C11's typedefs (7.19, 7.20, 7.21, 7.27, 7.16, 7.18) and the POSIX ones that sources lean on without including their header.
const std::map<std::string_view, std::string_view>& standardTypes() {
  static const std::map<std::string_view, std::string_view> table = {
      {"size_t", "stddef.h"},     {"ptrdiff_t", "stddef.h"},   {"wchar_t", "stddef.h"},     {"bool", "stdbool.h"},       {"FILE", "stdio.h"},
      {"va_list", "stdarg.h"},    {"time_t", "time.h"},        {"int8_t", "stdint.h"},      {"int16_t", "stdint.h"},     {"int32_t", "stdint.h"},
      {"int64_t", "stdint.h"},    {"uint8_t", "stdint.h"},     {"uint16_t", "stdint.h"},    {"uint32_t", "stdint.h"},    {"uint64_t", "stdint.h"},
      {"intptr_t", "stdint.h"},   {"uintptr_t", "stdint.h"},   {"intmax_t", "stdint.h"},    {"uintmax_t", "stdint.h"},   {"ssize_t", "sys/types.h"},
      {"off_t", "sys/types.h"},   {"pid_t", "sys/types.h"},    {"uid_t", "sys/types.h"},    {"gid_t", "sys/types.h"},    {"mode_t", "sys/types.h"},
      {"u_char", "sys/types.h"},  {"u_int", "sys/types.h"},    {"u_long", "sys/types.h"},   {"uint", "sys/types.h"},     {"ushort", "sys/types.h"},
      {"socklen_t", "sys/socket.h"}};
  return table;
}

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

bool isIdentifier(std::string_view name) {
  return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) && std::all_of(name.begin(), name.end(), isWordCharacter);
}

/// The words and signs of a header's text; what stands in it is our own.
std::vector<std::string_view> tokensOf(std::string_view text) {
  std::vector<std::string_view> tokens;
  for (size_t at = 0; at < text.size();) {
    if (std::isspace(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && isWordCharacter(text[end])) ++end;
    if (end == at) ++end;
    tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

/// Types a header defines outside of any namespace or class.
std::set<std::string> typesOf(std::string_view text) {
  std::set<std::string> types;
  const std::vector<std::string_view> tokens = tokensOf(text);
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view token = tokens[i];
    if (token == "{") ++depth;
    if (token == "}") --depth;
    if (depth != 0) continue;
    const bool tagged = token == "struct" || token == "class" || token == "union" || token == "enum";
    if (tagged && i + 2 < tokens.size() && (tokens[i + 2] == "{" || tokens[i + 2] == ":") && (i == 0 || tokens[i - 1] != "typedef")) types.emplace(tokens[i + 1]);
    if (token == "using" && i + 2 < tokens.size() && tokens[i + 2] == "=") types.emplace(tokens[i + 1]);
    if (token != "typedef") continue;
    int inner = 0;  // the name is the last word before the `;`
    for (size_t j = i + 1; j + 1 < tokens.size(); ++j) {
      if (tokens[j] == "{" || tokens[j] == "(") ++inner;
      if (tokens[j] == "}" || tokens[j] == ")") --inner;
      if (inner == 0 && tokens[j + 1] == ";") {
        if (isIdentifier(tokens[j])) types.emplace(tokens[j]);
        break;
      }
    }
  }
  return types;
}

}  // namespace

UnknownTypes::UnknownTypes(const std::string& modelHeaders) {
  std::error_code failed;
  if (modelHeaders.empty()) return;
  for (fs::recursive_directory_iterator entry(modelHeaders, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (!entry->is_regular_file(failed)) continue;
    std::ostringstream text;
    text << std::ifstream(entry->path()).rdbuf();
    const std::string name = fs::path(entry->path()).lexically_relative(modelHeaders).generic_string();
    for (const std::string& type : typesOf(text.str())) {
      std::string& known = modelled_[type];
      if (known.empty() || name == type || (known != type && name < known)) known = name;
    }
  }
}

std::string UnknownTypes::declare(const std::set<std::string>& names, const std::set<std::string>& handles, bool cxx) const {
  std::set<std::string> headers;
  std::string opaque;
  for (const std::string& name : names) {
    if (!isIdentifier(name)) continue;
    if (const auto standard = standardTypes().find(name); standard != standardTypes().end()) {
      headers.emplace(standard->second);
    } else if (const auto modelled = modelled_.find(name); modelled != modelled_.end()) {
      headers.insert(modelled->second);
    } else {
      opaque += "#ifndef " + name + "\n";
      opaque += cxx ? "struct " + name + " { template <class... A> " + name + "(const A&...); };\n" : "typedef struct " + name + " { int opaque; } " + (handles.count(name) ? "*" : "") + name + ";\n";
      opaque += "#endif\n";
    }
  }
  std::string text;
  for (const std::string& header : headers) text += "#if __has_include(<" + header + ">)\n#include <" + header + ">\n#endif\n";
  return text + opaque;
}

std::string declareConstants(const std::set<std::string>& names) {
  constexpr int kFirst = 1900000001;  // no constant anybody would compare with
  std::string text;
  int value = kFirst;
  for (const std::string& name : names)
    if (isIdentifier(name)) text += "#ifndef " + name + "\nenum { " + name + " = " + std::to_string(value++) + " };\n#endif\n";
  return text;
}

}  // namespace tls_tidy
