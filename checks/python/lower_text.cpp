// Strings put together: the known pieces stay, every unknown piece is one '\x01'. See Operand::kString in checks/ir/module.h.
//     f"AUTH PLAIN {token}\r\n"   "%s %s" % ("STLS", tag)   "{} LOGIN {u}".format(tag, u=user)
#include <algorithm>
#include <cctype>

#include "checks/python/lowering.h"

namespace tls_tidy::python {
namespace {
constexpr char kUnknownPiece[] = "\x01";
}

std::string FunctionLowering::piece(const Operand& operand) const {
  if (operand.kind == Operand::kString) return module_.text(operand.name);
  if (operand.kind == Operand::kInt) return std::to_string(operand.integer);
  return kUnknownPiece;
}

Operand FunctionLowering::joinedText(ExprId id) {
  std::string result;
  for (ExprId item : tree_.exprs[id].items) result += piece(value(item));
  return text(result);
}

Operand FunctionLowering::percentFormat(std::string_view format, ExprId values) {
  std::vector<std::string> pieces;
  const Expr& right = tree_.exprs[values];
  if (right.kind == ExprKind::kTuple) {
    for (ExprId item : right.items) pieces.push_back(piece(value(item)));
  } else {
    pieces.push_back(piece(value(values)));
  }
  std::string result;
  size_t next = 0;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      result += format[i];
      continue;
    }
    if (++i >= format.size()) break;
    if (format[i] == '%') {
      result += '%';
      continue;
    }
    const bool isNamed = format[i] == '(';
    if (isNamed) i = std::min(format.find(')', i), format.size() - 1) + 1;
    while (i < format.size() && !std::isalpha(static_cast<unsigned char>(format[i]))) ++i;  // flags, width
    result += isNamed || next >= pieces.size() ? kUnknownPiece : pieces[next++];
  }
  return text(result);
}

Operand FunctionLowering::braceFormat(std::string_view format, const Expr& call) {
  std::vector<std::string> positional;
  std::map<std::string, std::string, std::less<>> named;
  bool isFollowed = true;
  for (const Arg& arg : call.args) {
    const Operand operand = value(arg.value);
    if (arg.kind == Arg::kPositional) positional.push_back(piece(operand));
    else if (arg.kind == Arg::kKeyword) named[std::string(arg.keyword)] = piece(operand);
    else isFollowed = false;
  }
  std::string result;
  size_t next = 0;
  for (size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if ((c == '{' || c == '}') && i + 1 < format.size() && format[i + 1] == c) {
      result += c;
      ++i;
    } else if (c != '{') {
      result += c;
    } else {
      const size_t end = std::min(format.find('}', i), format.size());
      const std::string_view field = format.substr(i + 1, end - i - 1);
      const std::string_view name = field.substr(0, field.find_first_of(":!.["));
      i = end;
      std::string found = kUnknownPiece;
      if (isFollowed && name.size() == field.size()) {
        const bool isNumber = !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos && name.size() < 4;
        const size_t index = isNumber ? std::stoul(std::string(name)) : next;
        if ((name.empty() || isNumber) && index < positional.size()) found = positional[index];
        else if (auto one = named.find(name); one != named.end()) found = one->second;
      }
      if (name.empty()) ++next;
      result += found;
    }
  }
  return text(result);
}

}  // namespace tls_tidy::python
