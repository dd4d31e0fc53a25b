#include "checks/models/positions.h"

#include <vector>

namespace tls_tidy {
namespace {

constexpr size_t kDepth = 16;  // deeper paths would only cost memory

struct Level {
  bool isObject;
  std::string path;
  size_t index = 0;
  bool wantsKey = true;
};

}  // namespace

JsonPositions jsonPositions(std::string_view text) {
  JsonPositions found;
  found.lines[""] = 1;
  std::vector<Level> stack;
  uint32_t line = 1;
  std::string pending;  // path of the value that comes next
  const auto begin = [&] {
    if (stack.empty() || stack.size() > kDepth) return std::string();
    const Level& level = stack.back();
    if (level.isObject) return pending;
    const std::string path = level.path + "[" + std::to_string(level.index) + "]";
    found.lines.try_emplace(path, line);
    return path;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      ++line;
    } else if (c == '{' || c == '[') {
      stack.push_back({c == '{', begin()});
    } else if (c == '}' || c == ']') {
      if (!stack.empty()) stack.pop_back();
    } else if (c == ',') {
      if (!stack.empty()) {
        ++stack.back().index;
        stack.back().wantsKey = true;
      }
    } else if (c == ':') {
      if (!stack.empty()) stack.back().wantsKey = false;
    } else if (c == '"') {
      size_t end = i + 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      if (!stack.empty() && stack.size() <= kDepth && stack.back().isObject && stack.back().wantsKey) {
        const std::string key(text.substr(i + 1, end - i - 1));
        pending = stack.back().path.empty() ? key : stack.back().path + "." + key;
        if (!found.lines.try_emplace(pending, line).second && found.repeated.empty()) {
          found.repeated = pending;
          found.repeatedLine = line;
        }
      } else {
        begin();
      }
      i = end;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      begin();
      while (i + 1 < text.size() && std::string_view(",]} \t\r\n").find(text[i + 1]) == std::string_view::npos) ++i;
    }
  }
  return found;
}

}  // namespace tls_tidy
