#include "checks/models/models.h"

#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <unordered_map>

#include "checks/models/positions.h"
#include "embedded_models.h"

namespace tls_tidy {

using Json = nlohmann::json;

struct Models::Storage {
  std::vector<std::unique_ptr<Api>> apis;
  std::unordered_map<std::string, std::vector<const Api*>> byName;
  std::unordered_map<std::string, Type> types;
  std::unordered_map<std::string, Constant> constants;
  std::unordered_map<std::string, std::vector<std::string>> exceptions;
  std::map<std::string, std::vector<std::string>> triggers;
  std::map<std::string, std::string> headers;
  std::string digest;
};

namespace {

const std::vector<std::pair<std::string_view, Value>> kValues = {
    {"on", Value::kOn}, {"off", Value::kOff}, {"missing", Value::kMissing}, {"null", Value::kNull}, {"accept-all", Value::kAcceptAll}, {"weak", Value::kWeak},
    {"unknown", Value::kUnknown}, {"keep", Value::kKeep}, {"tls", Value::kTls}, {"clear", Value::kClear}, {"strippable", Value::kStrippable},
    {"client", Value::kClient}, {"server", Value::kServer}, {"unset", Value::kUnset}};

const std::vector<std::pair<std::string_view, Effect::Kind>> kEvents = {
    {"none", Effect::kNone}, {"create", Effect::kCreate}, {"derive", Effect::kDerive}, {"set", Effect::kSet}, {"callback", Effect::kCallback},
    {"handshake", Effect::kHandshake}, {"upgrade-request", Effect::kUpgradeRequest}, {"capability", Effect::kCapability}, {"read-result", Effect::kReadResult},
    {"refuse", Effect::kRefuse}, {"send", Effect::kSend}, {"drop-tls", Effect::kDropTls}, {"escape", Effect::kEscape}, {"store", Effect::kStore}, {"return", Effect::kReturnValue}};

size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row.back();
}

/// Reads one model file; the first mistake ends it.
class Loader {
 public:
  Loader(Models::Storage& into, std::string path, std::string_view text) : into_(into), path_(std::move(path)), text_(text) {}

  std::optional<Error> load() {
    Json file;
    try {
      file = Json::parse(text_);
    } catch (const Json::parse_error& error) {
      const size_t at = std::min<size_t>(error.byte, text_.size());
      const uint32_t line = 1 + static_cast<uint32_t>(std::count(text_.begin(), text_.begin() + static_cast<long>(at), '\n'));
      return Error{path_, line, "this is no JSON: " + std::string(error.what())};
    }
    if (!file.is_object()) return Error{path_, 1, "expected an object with `schema`, `library`, `language` and `apis`"};
    keys(file, "", {"$schema", "schema", "library", "language", "headers", "constants", "types", "exceptions", "triggers", "enums", "macros", "apis"});
    if (!file.contains("schema") || !file["schema"].is_number_integer()) fail("schema", "expected `\"schema\": 1`");
    else if (file["schema"].get<int>() > 1) fail("schema", "this file has schema " + file["schema"].dump() + ", this tool reads schema 1: a newer tls-tidy is needed");
    library_ = string(file, "", "library", true);
    language_ = string(file, "", "language", true);
    if (error_) return error_;
    if (language_ != "c" && language_ != "python") fail("language", "expected \"c\" or \"python\", got \"" + language_ + "\"");
    constants(file);
    types(file);
    exceptions(file);
    std::vector<std::string>& triggers = into_.triggers[language_];
    for (const std::string& word : strings(file, "", "triggers")) triggers.push_back(word);
    if (!file.contains("apis") || !file["apis"].is_array()) fail("apis", "expected a list of entries");
    if (error_) return error_;
    std::string declarations;
    size_t index = 0;
    for (const Json& entry : file["apis"]) {
      api(entry, "apis[" + std::to_string(index++) + "]", declarations);
      if (error_) return error_;
    }
    if (language_ == "c") headers(file, declarations);
    return error_;
  }

 private:
  void fail(const std::string& where, const std::string& what) {
    if (error_) return;
    const std::map<std::string, uint32_t> lines = jsonLines(text_);
    std::string at = where;
    while (!lines.contains(at)) {
      const size_t cut = at.find_last_of(".[");
      at = cut == std::string::npos ? std::string() : at.substr(0, cut);
    }
    error_ = Error{path_, lines.at(at), "`" + where + "`: " + what};
  }

  static std::string join(const std::string& where, const std::string& key) { return where.empty() ? key : where + "." + key; }

  void keys(const Json& object, const std::string& where, const std::vector<std::string_view>& known) {
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      std::string_view nearest;
      size_t best = 3;
      for (const std::string_view candidate : known)
        if (const size_t far = distance(key, candidate); far < best) {
          best = far;
          nearest = candidate;
        }
      fail(join(where, key), "unknown key" + (nearest.empty() ? std::string() : ", did you mean `" + std::string(nearest) + "`?"));
      return;
    }
  }

  std::string string(const Json& object, const std::string& where, const std::string& key, bool required = false) {
    if (!object.contains(key)) {
      if (required) fail(join(where, key), "this key is missing");
      return "";
    }
    if (!object[key].is_string()) {
      fail(join(where, key), "expected a string");
      return "";
    }
    return object[key].get<std::string>();
  }

  bool boolean(const Json& object, const std::string& where, const std::string& key) {
    if (!object.contains(key)) return false;
    if (!object[key].is_boolean()) fail(join(where, key), "expected true or false");
    return object[key].is_boolean() && object[key].get<bool>();
  }

  std::vector<std::string> strings(const Json& object, const std::string& where, const std::string& key) {
    std::vector<std::string> list;
    if (!object.contains(key)) return list;
    if (!object[key].is_array()) fail(join(where, key), "expected a list of strings");
    for (const Json& each : object[key]) {
      if (each.is_string()) list.push_back(each.get<std::string>());
      else fail(join(where, key), "expected a list of strings");
    }
    return list;
  }

  Value value(const Json& json, const std::string& where) {
    if (json.is_string())
      if (const auto found = valueNamed(json.get<std::string>())) return *found;
    fail(where, "expected on, off, missing, null, accept-all, weak, unknown, keep, tls, clear, strippable, client or server");
    return Value::kUnknown;
  }

  void constants(const Json& file) {
    if (!file.contains("constants")) return;
    for (const auto& [name, json] : file["constants"].items()) {
      Constant constant;
      if (json.is_number_integer()) constant.integer = json.get<int64_t>();
      else if (json.is_string()) {
        constant.isText = true;
        constant.text = json.get<std::string>();
      } else {
        fail("constants." + name, "expected a number or a string");
      }
      into_.constants[name] = constant;
    }
  }

  void types(const Json& file) {
    if (!file.contains("types")) return;
    for (const auto& [name, json] : file["types"].items()) {
      keys(json, "types." + name, {"bases", "declaration"});
      into_.types[name] = Type{name, strings(json, "types." + name, "bases"), library_};
    }
  }

  void exceptions(const Json& file) {
    if (!file.contains("exceptions")) return;
    for (const auto& [name, json] : file["exceptions"].items()) {
      std::vector<std::string>& caught = into_.exceptions[name];
      for (const Json& kind : json) {
        if (kind == "handshake" || kind == "upgrade" || kind == "io") caught.push_back(kind);
        else fail("exceptions." + name, "expected handshake, upgrade or io");
      }
    }
  }

  int64_t integer(const Json& json, const std::string& where) {
    if (json.is_number_integer()) return json.get<int64_t>();
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_string()) {
      const auto found = into_.constants.find(json.get<std::string>());
      if (found != into_.constants.end() && !found->second.isText) return found->second.integer;
      fail(where, "`" + json.get<std::string>() + "` is no constant of this file");
      return 0;
    }
    fail(where, "expected a number or the name of a constant");
    return 0;
  }

  Selector selector(const Json& json, const std::string& where) {
    Selector result;
    if (!json.is_string()) {
      fail(where, "expected \"result\", \"self\", \"process\", \"arg:N\" or \"arg:name\"");
      return result;
    }
    std::string text = json.get<std::string>();
    if (text.ends_with(".*")) {
      result.pointee = true;
      text.resize(text.size() - 2);
    }
    std::string head = text.substr(0, text.find('.'));
    if (head == "result") result.kind = Selector::kResult;
    else if (head == "self") result.kind = Selector::kSelf;
    else if (head == "process") result.kind = Selector::kProcess;
    else if (head.starts_with("arg:") && head.size() > 4) {
      result.kind = Selector::kArgument;
      const std::string which = head.substr(4);
      if (std::isdigit(static_cast<unsigned char>(which[0]))) result.index = std::stoi(which);
      else result.parameter = which;
    } else {
      fail(where, "expected \"result\", \"self\", \"process\", \"arg:N\" or \"arg:name\", got \"" + text + "\"");
    }
    for (size_t at = text.find('.'); at != std::string::npos;) {
      const size_t next = text.find('.', at + 1);
      result.path.push_back(text.substr(at + 1, next == std::string::npos ? next : next - at - 1));
      at = next;
    }
    return result;
  }

  Test test(const Json& json, const std::string& where) {
    Test result;
    if (!json.is_object() || json.size() != 1) {
      fail(where, "expected an object with one test, such as {\"equals\": 0}");
      return result;
    }
    const std::string key = json.begin().key();
    const Json& operand = json.begin().value();
    static const std::map<std::string, Test::Kind> kKinds = {
        {"null", Test::kNull}, {"not-null", Test::kNotNull}, {"true", Test::kTrue}, {"false", Test::kFalse}, {"equals", Test::kEquals}, {"not-equals", Test::kNotEquals},
        {"bits", Test::kBits}, {"no-bits", Test::kNoBits}, {"present", Test::kPresent}, {"absent", Test::kAbsent}, {"contains", Test::kContains},
        {"matches", Test::kMatches}, {"less", Test::kLess}, {"at-least", Test::kGreaterEqual}};
    const auto found = kKinds.find(key);
    if (found == kKinds.end()) {
      fail(join(where, key), "unknown test");
      return result;
    }
    result.kind = found->second;
    if (result.kind == Test::kEquals || result.kind == Test::kNotEquals) {
      if (operand.is_string() && !into_.constants.contains(operand.get<std::string>())) {
        result.isText = true;
        result.text = operand.get<std::string>();
      } else if (operand.is_string() && into_.constants[operand.get<std::string>()].isText) {
        result.isText = true;
        result.text = into_.constants[operand.get<std::string>()].text;
      } else {
        result.integer = integer(operand, join(where, key));
      }
    } else if (result.kind == Test::kContains || result.kind == Test::kMatches) {
      if (operand.is_string()) result.text = operand.get<std::string>();
      else fail(join(where, key), "expected a string");
    } else if (result.kind == Test::kBits || result.kind == Test::kNoBits || result.kind == Test::kLess || result.kind == Test::kGreaterEqual) {
      result.integer = integer(operand, join(where, key));
    }
    return result;
  }

  ValueRule valueRule(const Json& json, const std::string& where) {
    ValueRule rule;
    if (!json.is_object()) {
      rule.fixed = value(json, where);
      return rule;
    }
    keys(json, where, {"of", "cases", "else", "unknown"});
    if (!json.contains("of")) fail(where, "expected `of`: the argument that decides");
    else rule.of = selector(json["of"], join(where, "of"));
    size_t index = 0;
    if (json.contains("cases"))
      for (const Json& each : json["cases"]) {
        const std::string at = join(where, "cases") + "[" + std::to_string(index++) + "]";
        if (!each.is_array() || each.size() != 2) {
          fail(at, "expected [test, value]");
          return rule;
        }
        rule.cases.emplace_back(test(each[0], at), value(each[1], at));
      }
    rule.otherwise = json.contains("else") ? value(json["else"], join(where, "else")) : Value::kKeep;
    rule.unknown = json.contains("unknown") ? value(json["unknown"], join(where, "unknown")) : Value::kUnknown;
    return rule;
  }

  Success success(const Json& json, const std::string& where) {
    static const std::map<std::string, Success::Kind> kKinds = {{"raises", Success::kRaises},     {"zero", Success::kZero},         {"nonzero", Success::kNonZero},
                                                                {"nonnull", Success::kNonNull},   {"positive", Success::kPositive}, {"nonnegative", Success::kNonNegative}};
    if (json.is_string()) {
      if (const auto found = kKinds.find(json.get<std::string>()); found != kKinds.end()) return {found->second, 0};
    } else if (json.is_object() && json.size() == 1) {
      if (json.contains("equals")) return {Success::kEquals, integer(json["equals"], where)};
      if (json.contains("not-equals")) return {Success::kNotEquals, integer(json["not-equals"], where)};
    }
    fail(where, "expected raises, zero, nonzero, nonnull, positive, nonnegative or {\"equals\": N}");
    return {};
  }

  Effect effect(const Json& json, const std::string& where) {
    Effect result;
    const std::string event = string(json, where, "event", true);
    bool known = false;
    for (const auto& [name, kind] : kEvents)
      if (name == event) {
        result.kind = kind;
        known = true;
      }
    if (!known) fail(join(where, "event"), "unknown event \"" + event + "\"");
    if (json.contains("on")) result.on = selector(json["on"], join(where, "on"));
    if (json.contains("from")) result.from = selector(json["from"], join(where, "from"));
    result.type = string(json, where, "type");
    result.object = string(json, where, "object");
    result.protocol = string(json, where, "protocol");
    result.reference = boolean(json, where, "reference");
    result.property = string(json, where, "property");
    result.properties = strings(json, where, "properties");
    result.secure = string(json, where, "secure");
    result.accepts = string(json, where, "accepts");
    result.what = string(json, where, "what");
    result.remedy = string(json, where, "remedy");
    result.onlyOnFailure = boolean(json, where, "only_on_failure");
    if (json.contains("verdict_parameter")) result.verdictParameter = static_cast<int>(integer(json["verdict_parameter"], join(where, "verdict_parameter")));
    if (json.contains("value")) result.value = valueRule(json["value"], join(where, "value"));
    if (json.contains("success")) result.success = success(json["success"], join(where, "success"));
    if (json.contains("null")) {
      const Json& null = json["null"];
      if (null.is_object()) {
        for (const auto& [property, word] : null.items()) result.state[property] = value(word, join(where, "null"));
      } else {
        result.nullMeans = value(null, join(where, "null"));
      }
    }
    if (json.contains("state"))
      for (const auto& [property, word] : json["state"].items()) result.state[property] = value(word, join(where, "state." + property));
    size_t index = 0;
    if (json.contains("when"))
      for (const Json& each : json["when"]) {
        const std::string at = join(where, "when") + "[" + std::to_string(index++) + "]";
        keys(each, at, {"of", "test", "property", "value"});
        Condition condition;
        if (each.contains("of")) condition.of = selector(each["of"], join(at, "of"));
        else fail(at, "expected `of`");
        if (each.contains("property")) {
          condition.property = string(each, at, "property");
          condition.value = each.contains("value") ? value(each["value"], join(at, "value")) : Value::kUnset;
        } else if (each.contains("test")) {
          condition.test = test(each["test"], join(at, "test"));
        } else {
          fail(at, "expected `test` or `property` and `value`");
        }
        result.when.push_back(std::move(condition));
      }
    return result;
  }

  std::vector<Signature::Parameter> parameters(const std::string& text) {
    std::vector<Signature::Parameter> list;
    bool keywordOnly = false;
    size_t start = 0;
    int depth = 0;
    char quote = 0;
    std::vector<std::string> parts;
    for (size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ',';
      if (quote) {
        if (c == quote) quote = 0;
        continue;
      }
      if (c == '\'' || c == '"') quote = c;
      else if (c == '(' || c == '[') ++depth;
      else if (c == ')' || c == ']') --depth;
      else if (c == ',' && depth == 0) {
        parts.push_back(text.substr(start, i - start));
        start = i + 1;
      }
    }
    for (std::string part : parts) {
      const size_t first = part.find_first_not_of(' ');
      if (first == std::string::npos) continue;
      part = part.substr(first, part.find_last_not_of(' ') - first + 1);
      if (part == "*") {
        keywordOnly = true;
        continue;
      }
      if (part == "/") continue;
      Signature::Parameter parameter;
      if (part.starts_with("**")) {
        parameter.kwArgs = true;
        part = part.substr(2);
      } else if (part.starts_with("*")) {
        parameter.varArgs = keywordOnly = true;
        part = part.substr(1);
      } else {
        parameter.keywordOnly = keywordOnly;
      }
      const size_t equals = part.find('=');
      parameter.name = part.substr(0, equals);
      parameter.required = equals == std::string::npos && !parameter.varArgs && !parameter.kwArgs;
      if (equals != std::string::npos) parameter.fallback = part.substr(equals + 1);
      list.push_back(std::move(parameter));
    }
    return list;
  }

  void api(const Json& json, const std::string& where, std::string& declarations) {
    if (!json.is_object()) return fail(where, "expected an object");
    static const std::vector<std::string_view> kEffectKeys = {"event", "on", "from", "type", "object", "protocol", "state", "reference", "property", "properties", "value", "secure",
                                                              "accepts", "verdict_parameter", "only_on_failure", "null", "success", "what", "when", "remedy"};
    std::vector<std::string_view> known = {"name", "aliases", "macro_of", "fixed", "header", "declaration", "attribute", "constructor", "signatures", "effects", "fix", "note", "source", "by", "corpus"};
    known.insert(known.end(), kEffectKeys.begin(), kEffectKeys.end());
    keys(json, where, known);
    auto entry = std::make_unique<Api>();
    entry->name = string(json, where, "name", true);
    entry->library = library_;
    entry->header = string(json, where, "header");
    entry->declaration = string(json, where, "declaration");
    entry->aliases = strings(json, where, "aliases");
    entry->macroOf = string(json, where, "macro_of");
    entry->attribute = boolean(json, where, "attribute");
    entry->constructor = boolean(json, where, "constructor");
    entry->note = string(json, where, "note");
    entry->source = string(json, where, "source", true);
    entry->by = string(json, where, "by");
    entry->corpus = strings(json, where, "corpus");
    if (json.contains("fixed"))
      for (const auto& [index, value] : json["fixed"].items()) {
        if (index.empty() || !std::all_of(index.begin(), index.end(), [](unsigned char c) { return std::isdigit(c); })) return fail(where + ".fixed", "expected argument positions as keys");
        entry->fixed.emplace_back(std::stoi(index), integer(value, where + ".fixed"));
      }
    if (json.contains("fix"))
      for (const auto& [key, value] : json["fix"].items()) {
        if (!value.is_string()) return fail(where + ".fix." + key, "expected a string");
        entry->fix[key] = value.get<std::string>();
      }
    if (json.contains("signatures"))
      for (const Json& each : json["signatures"]) {
        keys(each, where + ".signatures", {"since", "until", "parameters"});
        Signature signature;
        if (each.contains("since")) signature.since = each["since"].get<int>();
        if (each.contains("until")) signature.until = each["until"].get<int>();
        if (each.contains("until") && !each.contains("since")) signature.since = -1000;
        signature.parameters = parameters(string(each, where + ".signatures", "parameters", true));
        entry->signatures.push_back(std::move(signature));
      }
    if (json.contains("effects")) {
      size_t index = 0;
      for (const Json& each : json["effects"]) {
        const std::string at = where + ".effects[" + std::to_string(index++) + "]";
        keys(each, at, kEffectKeys);
        entry->effects.push_back(effect(each, at));
      }
    } else {
      entry->effects.push_back(effect(json, where));
    }
    if (error_) return;
    if (!entry->declaration.empty() && declared_.insert(entry->declaration).second) declarations += entry->declaration + "\n";
    std::vector<std::string> names = entry->aliases;
    names.push_back(entry->name);
    if (!entry->macroOf.empty()) names.push_back(entry->macroOf);
    std::vector<std::string>& triggers = into_.triggers[language_];
    for (const std::string& name : names) {
      auto& same = into_.byName[name];
      same.push_back(entry.get());
      std::stable_sort(same.begin(), same.end(), [](const Api* a, const Api* b) { return a->fixed.size() > b->fixed.size(); });
      const size_t dot = name.find('.');
      triggers.push_back(language_ == "python" ? name.substr(0, dot) : name);
    }
    into_.apis.push_back(std::move(entry));
  }

  /// All headers of a library are one text: whoever includes one gets every declaration once.
  void headers(const Json& file, const std::string& declarations) {
    std::string guard = "TLS_TIDY_MODEL_";
    for (const char c : library_) guard += std::isalnum(static_cast<unsigned char>(c)) ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : '_';
    std::string text = "#ifndef " + guard + "\n#define " + guard + "\n#include <stddef.h>\n#include <stdint.h>\n#include <stdarg.h>\n#include <stdio.h>\n#include <time.h>\n#include <sys/types.h>\n#include <sys/select.h>\n#include <sys/socket.h>\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n";
    std::set<std::string> enumerated;
    std::string enums;
    if (file.contains("enums"))
      for (const Json& each : file["enums"]) {
        enums += "typedef enum {";
        for (const auto& [name, number] : each["values"].items()) {
          enums += " " + name + " = " + number.dump() + ",";
          enumerated.insert(name);
        }
        enums += " } " + each["name"].get<std::string>() + ";\n";
      }
    if (file.contains("constants"))
      for (const auto& [name, json] : file["constants"].items())
        if (!enumerated.contains(name)) text += "#define " + name + " " + json.dump() + "\n";
    text += enums;
    if (file.contains("types"))
      for (const auto& [name, json] : file["types"].items())
        if (json.contains("declaration")) text += json["declaration"].get<std::string>() + "\n";
    for (const std::string& macro : strings(file, "", "macros")) text += macro + "\n";
    text += declarations + "#ifdef __cplusplus\n}\n#endif\n#endif\n";
    for (const std::string& header : strings(file, "", "headers")) into_.headers[header] = text;
  }

  Models::Storage& into_;
  std::string path_;
  std::string_view text_;
  std::string library_, language_;
  std::set<std::string> declared_;
  std::optional<Error> error_;
};

std::string digestOf(const std::vector<std::string>& texts) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  for (const std::string& text : texts) {
    const uint64_t size = text.size();
    EVP_DigestUpdate(context, &size, sizeof size);
    EVP_DigestUpdate(context, text.data(), text.size());
  }
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context, bytes, &size);
  EVP_MD_CTX_free(context);
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 15];
  }
  return text;
}

/// Loads texts in order; later ones come first in look-up.
Result<std::shared_ptr<const Models::Storage>> loadAll(const std::vector<std::pair<std::string, std::string>>& files) {
  auto storage = std::make_shared<Models::Storage>();
  std::vector<std::string> texts;
  for (const auto& [path, text] : files) {
    texts.push_back(text);
    if (std::optional<Error> error = Loader(*storage, path, text).load()) return *error;
  }
  for (auto& [language, words] : storage->triggers) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  storage->digest = digestOf(texts);
  return std::shared_ptr<const Models::Storage>(std::move(storage));
}

std::vector<std::pair<std::string, std::string>> embeddedFiles() {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& [name, text] : embeddedModels()) files.emplace_back(name, std::string(text));
  return files;
}

}  // namespace

std::optional<Value> valueNamed(std::string_view name) {
  for (const auto& [text, value] : kValues)
    if (text == name) return value;
  return std::nullopt;
}

std::string_view nameOf(Value value) {
  for (const auto& [text, known] : kValues)
    if (known == value) return text;
  return "unset";
}

const Models& Models::builtin() {
  static const Models models = [] {
    Result<std::shared_ptr<const Storage>> storage = loadAll(embeddedFiles());
    if (!storage) {
      std::fprintf(stderr, "tls-tidy: built-in model %s:%u: %s\n", storage.error().path.c_str(), storage.error().line, storage.error().what.c_str());
      std::abort();  // a promise of ours: models_test reads each shipped file
    }
    Models loaded;
    loaded.storage_ = *storage;
    return loaded;
  }();
  return models;
}

Result<Models> Models::withFiles(std::span<const std::string> paths) {
  std::vector<std::pair<std::string, std::string>> files = embeddedFiles();
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{path, 0, "this model file can't be read"};
    std::ostringstream text;
    text << in.rdbuf();
    files.emplace_back(path, std::move(text).str());
  }
  Result<std::shared_ptr<const Storage>> storage = loadAll(files);
  if (!storage) return storage.error();
  Models models;
  models.storage_ = *storage;
  return models;
}

Result<Models> Models::parse(std::string_view json, const std::string& path) {
  Result<std::shared_ptr<const Storage>> storage = loadAll({{path, std::string(json)}});
  if (!storage) return storage.error();
  Models models;
  models.storage_ = *storage;
  return models;
}

std::span<const Api* const> Models::find(std::string_view name) const {
  const auto found = storage_->byName.find(std::string(name));
  if (found == storage_->byName.end()) return {};
  return found->second;
}

std::span<const Api* const> Models::findMember(std::string_view type, std::string_view member) const {
  std::vector<std::string> line{std::string(type)};
  for (size_t i = 0; i < line.size() && line.size() < 20; ++i) {
    const std::span<const Api* const> entries = find(line[i] + "." + std::string(member));
    if (!entries.empty()) return entries;
    const auto found = storage_->types.find(line[i]);
    if (found != storage_->types.end()) line.insert(line.end(), found->second.bases.begin(), found->second.bases.end());
  }
  return {};
}

const Type* Models::type(std::string_view name) const {
  const auto found = storage_->types.find(std::string(name));
  return found == storage_->types.end() ? nullptr : &found->second;
}

bool Models::isA(std::string_view type, std::string_view base) const {
  if (type == base) return true;
  const Type* found = this->type(type);
  return found && std::any_of(found->bases.begin(), found->bases.end(), [&](const std::string& each) { return isA(each, base); });
}

const Constant* Models::constant(std::string_view global) const {
  const auto found = storage_->constants.find(std::string(global));
  return found == storage_->constants.end() ? nullptr : &found->second;
}

const std::vector<std::string>* Models::caughtBy(std::string_view exceptionClass) const {
  for (const std::string& name : {std::string(exceptionClass), exceptionClass.starts_with("builtins.") ? std::string(exceptionClass.substr(9)) : "builtins." + std::string(exceptionClass)})
    if (const auto found = storage_->exceptions.find(name); found != storage_->exceptions.end()) return &found->second;
  return nullptr;
}

const std::vector<std::string>& Models::triggers(std::string_view language) const {
  static const std::vector<std::string> kNone;
  const auto found = storage_->triggers.find(std::string(language));
  return found == storage_->triggers.end() ? kNone : found->second;
}

std::string Models::header(std::string_view name) const {
  const auto found = storage_->headers.find(std::string(name));
  return found == storage_->headers.end() ? std::string() : found->second;
}

std::vector<std::string> Models::headers() const {
  std::vector<std::string> names;
  for (const auto& [name, text] : storage_->headers) names.push_back(name);
  return names;
}

const std::string& Models::digest() const { return storage_->digest; }

}  // namespace tls_tidy
