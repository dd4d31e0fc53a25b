#include "checks/ir/text.h"

namespace tls_tidy {
namespace {

class Printer {
 public:
  explicit Printer(const Module& module) : module_(module) {}

  std::string print() {
    static const char* const kLanguages[] = {"c", "c++", "python"};
    out_ += std::string("module ") + kLanguages[static_cast<int>(module_.language)] + " " + module_.text(module_.name) + "\n";
    for (const File& file : module_.files) out_ += "file " + file.path + (file.isTest ? " test" : "") + "\n";
    for (const Import& import : module_.imports) out_ += "import " + module_.text(import.name) + (import.star ? " <- * " : " <- ") + module_.text(import.target) + "\n";
    for (const Class& entry : module_.classes) {
      out_ += "class " + module_.text(entry.name);
      for (const Name base : entry.bases) out_ += " : " + module_.text(base);
      out_ += "\n";
    }
    for (const Global& global : module_.globals)
      out_ += "global " + module_.text(global.name) + " = " + operand(global.value, nullptr) + (global.constant ? " constant" : "") + (global.record ? " record" : "") + "\n";
    for (const Function& function : module_.functions) print(function);
    for (const Notice& notice : module_.notices) out_ += "notice " + std::to_string(notice.at.line) + " " + notice.what + "\n";
    return std::move(out_);
  }

 private:
  static std::string quote(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') quoted += '\\';
      if (c == '\n') quoted += "\\n";
      else if (c == '\x01') quoted += "{}";
      else quoted += c;
    }
    return quoted + "\"";
  }

  std::string operand(const Operand& operand, const Function* function) const {
    std::string text = operand.address ? "&" : "";
    switch (operand.kind) {
      case Operand::kNone: return "none";
      case Operand::kNull: return "null";
      case Operand::kBool: return operand.integer ? "true" : "false";
      case Operand::kInt: return std::to_string(operand.integer);
      case Operand::kFloat: return "float";
      case Operand::kString: return quote(module_.text(operand.name));
      case Operand::kUnknown: return "?" + (operand.name ? "(" + module_.text(operand.name) + ")" : "");
      case Operand::kGlobal: text += "@" + module_.text(operand.name); break;
      case Operand::kLocal: {
        const Name name = function && operand.local < function->locals.size() ? function->locals[operand.local].name : 0;
        text += name ? module_.text(name) : "%" + std::to_string(operand.local);
        break;
      }
    }
    for (const Name step : operand.path) text += "." + module_.text(step);
    return text;
  }

  void print(const Function& function) {
    out_ += "function " + module_.text(function.key) + "(";
    for (size_t i = 0; i < function.parameters.size(); ++i) {
      const Parameter& parameter = function.parameters[i];
      static const char* const kStars[] = {"", "kw ", "*", "**"};
      out_ += (i ? ", " : "") + std::string(kStars[parameter.kind]) + module_.text(function.locals[i].name);
      if (parameter.fallback.kind != Operand::kNone) out_ += "=" + operand(parameter.fallback, &function);
    }
    out_ += ")";
    if (function.owner) out_ += " owner " + module_.text(function.owner);
    if (function.isStatic) out_ += " static";
    if (function.isProperty) out_ += " property";
    if (function.isInternal) out_ += " internal";
    out_ += "  @" + std::to_string(function.at.line) + "\n";
    for (size_t i = function.parameters.size(); i < function.locals.size(); ++i)
      if (function.locals[i].type || function.locals[i].record)
        out_ += "  local " + (function.locals[i].name ? module_.text(function.locals[i].name) : "%" + std::to_string(i)) + " " + module_.text(function.locals[i].type) + (function.locals[i].record ? " record" : "") + "\n";
    for (size_t i = 0; i < function.blocks.size(); ++i) {
      out_ += "  " + std::to_string(i) + ":\n";
      for (const Event& event : function.blocks[i].events) print(function, event);
      const Terminator& end = function.blocks[i].end;
      out_ += "    ";
      switch (end.kind) {
        case Terminator::kJump: out_ += "jump " + std::to_string(end.yes); break;
        case Terminator::kBranch: out_ += "branch " + operand(end.value, &function) + " ? " + std::to_string(end.yes) + " : " + std::to_string(end.no); break;
        case Terminator::kReturn: out_ += "return " + operand(end.value, &function); break;
        case Terminator::kUnreachable: out_ += "unreachable"; break;
      }
      if (!function.blocks[i].handlers.empty()) {
        out_ += "  handlers(";
        bool first = true;
        for (const Handler& handler : function.blocks[i].handlers) {
          if (!first) out_ += ", ";
          first = false;
          for (const Name type : handler.types) out_ += module_.text(type) + " ";
          out_ += "-> " + std::to_string(handler.target);
        }
        out_ += ")";
      }
      out_ += "\n";
    }
  }

  void print(const Function& function, const Event& event) {
    static const char* const kOps[] = {"", "==", "!=", "<", "<=", ">", ">=", "not", "&", "|", "~", "+", "in", "is", "new", "or", "?"};
    std::string line;
    if (event.dest.kind != Operand::kNone) line = operand(event.dest, &function) + " = ";
    switch (event.kind) {
      case Event::kAssign: {
        const std::string a = operand(event.a, &function);
        if (event.op == Op::kCopy) line += a;
        else if (event.op == Op::kNot || event.op == Op::kNew || event.op == Op::kBitNot) line += std::string(kOps[static_cast<int>(event.op)]) + " " + a;
        else line += a + " " + kOps[static_cast<int>(event.op)] + " " + operand(event.b, &function);
        break;
      }
      case Event::kCall: {
        line += event.awaited ? "await call " : "call ";
        if (event.superOf) line += "super(" + module_.text(event.superOf) + ") ";
        line += event.method ? operand(event.receiver, &function) + "->" + module_.text(event.method) : operand(event.callee, &function);
        line += "(";
        for (size_t i = 0; i < event.arguments.size(); ++i) {
          const Argument& argument = event.arguments[i];
          static const char* const kStars[] = {"", "", "*", "**"};
          line += (i ? ", " : "") + std::string(kStars[argument.kind]) + (argument.keyword ? module_.text(argument.keyword) + "=" : "") + operand(argument.value, &function);
        }
        line += ")";
        break;
      }
      case Event::kThrow: line += "throw " + operand(event.a, &function); break;
      case Event::kDelete: line += "delete " + operand(event.a, &function); break;
    }
    out_ += "    " + line + "  @" + std::to_string(event.at.line) + "\n";
  }

  const Module& module_;
  std::string out_;
};

}  // namespace

std::string toText(const Module& module) { return Printer(module).print(); }

}  // namespace tls_tidy
