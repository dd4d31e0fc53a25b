#include "checks/ir/serialize.h"

#include <type_traits>

namespace tls_tidy {
namespace {

constexpr uint32_t kMagic = 0x6d54544c;  // "LTTm"
constexpr uint32_t kVersion = 1;

/// Writes numbers as LEB128, signed ones zigzagged.
class Writer {
 public:
  static constexpr bool kReads = false;
  std::vector<uint8_t> bytes;
  bool ok() const { return true; }
  void number(uint64_t value) {
    while (value >= 0x80) {
      bytes.push_back(static_cast<uint8_t>(value | 0x80));
      value >>= 7;
    }
    bytes.push_back(static_cast<uint8_t>(value));
  }
  void text(std::string& value) {
    number(value.size());
    bytes.insert(bytes.end(), value.begin(), value.end());
  }
};

class Reader {
 public:
  static constexpr bool kReads = true;
  explicit Reader(std::span<const uint8_t> bytes) : bytes_(bytes) {}
  bool ok() const { return good_; }
  bool done() const { return good_ && at_ == bytes_.size(); }
  size_t left() const { return bytes_.size() - at_; }
  void fail() { good_ = false; }
  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const uint8_t byte = bytes_[at_++];
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (!(byte & 0x80)) return value;
    }
    good_ = false;
    return 0;
  }
  void text(std::string& value) {
    const uint64_t size = number();
    if (!good_ || size > left()) {
      good_ = false;
      return;
    }
    value.assign(reinterpret_cast<const char*>(bytes_.data()) + at_, size);
    at_ += size;
  }

 private:
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  bool good_ = true;
};

// The last word of each enumeration: what lies beyond it was not written by us.
constexpr Operand::Kind last(Operand::Kind) { return Operand::kUnknown; }
constexpr Op last(Op) { return Op::kUnknown; }
constexpr Argument::Kind last(Argument::Kind) { return Argument::kDoubleStar; }
constexpr Event::Kind last(Event::Kind) { return Event::kDelete; }
constexpr Terminator::Kind last(Terminator::Kind) { return Terminator::kUnreachable; }
constexpr Parameter::Kind last(Parameter::Kind) { return Parameter::kKwArgs; }
constexpr Notice::Kind last(Notice::Kind) { return Notice::kGuess; }
constexpr Module::Language last(Module::Language) { return Module::Language::kPython; }

template <class Archive, class Integer>
  requires std::is_integral_v<Integer> || std::is_enum_v<Integer>
void field(Archive& archive, Integer& value) {
  if constexpr (Archive::kReads) {
    const uint64_t raw = archive.number();
    if constexpr (std::is_enum_v<Integer>) {
      if (raw > static_cast<uint64_t>(last(Integer{}))) return archive.fail();
      value = static_cast<Integer>(raw);
    } else if constexpr (std::is_signed_v<Integer>) {
      const int64_t wide = static_cast<int64_t>(raw >> 1) ^ -static_cast<int64_t>(raw & 1);
      value = static_cast<Integer>(wide);
      if (value != wide) archive.fail();
    } else {
      value = static_cast<Integer>(raw);
      if (value != raw) archive.fail();
    }
  } else {
    if constexpr (std::is_signed_v<Integer> && !std::is_enum_v<Integer>) {
      const int64_t wide = value;
      archive.number((static_cast<uint64_t>(wide) << 1) ^ static_cast<uint64_t>(wide >> 63));
    } else {
      archive.number(static_cast<uint64_t>(value));
    }
  }
}

template <class Archive>
void field(Archive& archive, std::string& value) { archive.text(value); }
template <class Archive, class T>
void field(Archive& archive, std::vector<T>& list);

template <class Archive, class... Fields>
void fields(Archive& archive, Fields&... each) { (field(archive, each), ...); }

template <class A> void field(A& a, Range& x) { fields(a, x.file, x.begin, x.end, x.line, x.column, x.endLine, x.endColumn); }
template <class A> void field(A& a, Operand& x) { fields(a, x.kind, x.address, x.local, x.name, x.integer, x.path); }
template <class A> void field(A& a, Argument& x) { fields(a, x.kind, x.keyword, x.value, x.at); }
template <class A> void field(A& a, Event& x) {
  fields(a, x.kind, x.op, x.at, x.dest, x.a, x.b, x.callee, x.receiver, x.method, x.superOf, x.arguments, x.openParen, x.closeParen, x.calleeEnd, x.awaited, x.inMacro);
}
template <class A> void field(A& a, Handler& x) { fields(a, x.types, x.target); }
template <class A> void field(A& a, Terminator& x) { fields(a, x.kind, x.value, x.yes, x.no, x.at); }
template <class A> void field(A& a, Block& x) { fields(a, x.events, x.end, x.handlers); }
template <class A> void field(A& a, Local& x) { fields(a, x.name, x.type, x.record); }
template <class A> void field(A& a, Parameter& x) { fields(a, x.kind, x.fallback); }
template <class A> void field(A& a, Function& x) {
  fields(a, x.key, x.display, x.owner, x.at, x.parameters, x.locals, x.blocks, x.isStatic, x.isProperty, x.isInternal, x.isModuleBody, x.isContextManager, x.captures);
}
template <class A> void field(A& a, Class& x) { fields(a, x.name, x.bases, x.at); }
template <class A> void field(A& a, Import& x) { fields(a, x.name, x.target, x.star); }
template <class A> void field(A& a, Global& x) { fields(a, x.name, x.type, x.value, x.at, x.constant, x.record); }
template <class A> void field(A& a, Notice& x) { fields(a, x.kind, x.at, x.path, x.what); }
template <class A> void field(A& a, File& x) { fields(a, x.path, x.isTest); }
template <class A> void field(A& a, Module& x) {
  fields(a, x.language, x.name, x.files, x.strings, x.functions, x.classes, x.imports, x.globals, x.notices, x.versions);
}

template <class Archive, class T>
void field(Archive& archive, std::vector<T>& list) {
  uint64_t size = list.size();
  if constexpr (Archive::kReads) {
    size = archive.number();
    if (!archive.ok() || size > archive.left()) {  // every element takes a byte at least
      archive.fail();
      return;
    }
    list.clear();
    for (uint64_t i = 0; i < size && archive.ok(); ++i) field(archive, list.emplace_back());
  } else {
    archive.number(size);
    for (T& each : list) field(archive, each);
  }
}

/// Every index stays inside its table.
class Bounds {
 public:
  explicit Bounds(const Module& module) : module_(module) {}
  bool hold() {
    if (module_.strings.empty() || !module_.strings[0].empty()) return false;
    name(module_.name);
    for (const Function& function : module_.functions) check(function);
    for (const Class& entry : module_.classes) {
      name(entry.name);
      for (const Name base : entry.bases) name(base);
      range(entry.at);
    }
    for (const Import& import : module_.imports) {
      name(import.name);
      name(import.target);
    }
    for (const Global& global : module_.globals) {
      name(global.name);
      name(global.type);
      operand(global.value, 0);
      range(global.at);
    }
    for (const Notice& notice : module_.notices) range(notice.at, true);
    return good_;
  }

 private:
  void name(Name name) { good_ = good_ && name < module_.strings.size(); }
  void range(const Range& range, bool mayBeNowhere = false) { good_ = good_ && (range.file < module_.files.size() || (range.file == 0 && (mayBeNowhere || !range.known()))); }
  void operand(const Operand& operand, size_t locals) {
    name(operand.name);
    good_ = good_ && operand.path.size() <= 8 && (operand.kind != Operand::kLocal || operand.local < locals);
    for (const Name step : operand.path) name(step);
  }
  void check(const Function& function) {
    name(function.key);
    name(function.display);
    name(function.owner);
    range(function.at);
    const size_t locals = function.locals.size();
    good_ = good_ && function.parameters.size() <= locals && !function.blocks.empty();
    for (const Parameter& parameter : function.parameters) operand(parameter.fallback, locals);
    for (const Local& local : function.locals) {
      name(local.name);
      name(local.type);
    }
    for (const Name capture : function.captures) name(capture);
    const auto block = [&](BlockId id) { good_ = good_ && id < function.blocks.size(); };
    for (const Block& each : function.blocks) {
      for (const Event& event : each.events) {
        for (const Operand* one : {&event.dest, &event.a, &event.b, &event.callee, &event.receiver}) operand(*one, locals);
        name(event.method);
        name(event.superOf);
        range(event.at);
        for (const Argument& argument : event.arguments) {
          name(argument.keyword);
          operand(argument.value, locals);
          range(argument.at);
        }
      }
      operand(each.end.value, locals);
      range(each.end.at);
      if (each.end.kind == Terminator::kJump || each.end.kind == Terminator::kBranch) block(each.end.yes);
      if (each.end.kind == Terminator::kBranch) block(each.end.no);
      for (const Handler& handler : each.handlers) {
        block(handler.target);
        for (const Name type : handler.types) name(type);
      }
    }
  }

  const Module& module_;
  bool good_ = true;
};

}  // namespace

std::vector<uint8_t> serialize(const Module& module) {
  Writer writer;
  uint32_t magic = kMagic, version = kVersion;
  Module& content = const_cast<Module&>(module);  // the writer reads only; one field list serves both ways
  fields(writer, magic, version, content);
  return std::move(writer.bytes);
}

Result<Module> deserialize(std::span<const uint8_t> bytes, const std::string& pathForErrors) {
  Reader reader(bytes);
  uint32_t magic = 0, version = 0;
  fields(reader, magic, version);
  if (!reader.ok() || magic != kMagic) return Error{pathForErrors, 0, "these bytes are no Module"};
  if (version != kVersion) return Error{pathForErrors, 0, "this Module has format " + std::to_string(version) + ", expected " + std::to_string(kVersion)};
  Module module;
  field(reader, module);
  if (!reader.done()) return Error{pathForErrors, 0, "this Module is cut or damaged"};
  if (!Bounds(module).hold()) return Error{pathForErrors, 0, "this Module points outside its own tables"};
  return module;
}

}  // namespace tls_tidy
