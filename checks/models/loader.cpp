#include "checks/models/loader.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "checks/models/c_headers.h"
#include "checks/models/positions.h"
#include "checks/models/storage.h"

namespace tls_tidy {
namespace {

using Json = nlohmann::json;
using Words = std::span<const std::string_view>;

// ---- the words of the format ----

constexpr std::array<std::string_view, 17> kFileKeys = {"$schema",    "schema",   "library",  "language", "headers", "constants", "types",
                                                        "exceptions", "triggers", "prefixes", "enums",    "macros",  "commands",  "phrases", "general", "options", "primitive"};
constexpr std::array<std::string_view, 6> kCommandKeys = {"name", "text", "does", "protocol", "source", "corpus"};
constexpr std::array<std::string_view, 18> kEntryKeys = {"trigger", "name",        "aliases",    "macro_of", "fixed", "header", "declaration", "attribute", "constructor", "opens", "answers_code",
                                                         "signatures", "effects", "fix",      "note",  "source", "by",          "corpus"};
constexpr std::array<std::string_view, 25> kEffectKeys = {"event",  "on",      "from",              "type",            "object", "protocol", "state", "reference", "property", "properties", "value",
                                                          "secure", "accepts", "method", "slot", "given", "verdict_parameter", "codes", "code_parameter", "only_on_failure", "null",   "success",  "what",  "when",      "remedy"};
constexpr std::array<std::string_view, 6> kObjects = {"context", "connection", "credentials", "certificate", "name", "result"};
constexpr std::array<std::string_view, 6> kProtocols = {"imap", "smtp", "pop3", "ftp", "nntp", "other"};
constexpr std::array<std::string_view, 3> kSent = {"credentials", "data", "file"};
constexpr std::array<std::string_view, 3> kFailures = {"handshake", "upgrade", "io"};
constexpr std::array<std::string_view, 8> kVerdicts = {"nonzero", "positive", "zero", "true", "no-throw", "writes", "clears-flags:N", "sets:PROPERTY"};
constexpr std::array<std::string_view, 2> kOrigins = {"hand", "measured"};
constexpr std::array<std::string_view, 4> kFixKeys = {"keyword", "value", "import", "missing-context"};

struct EventWord {
  std::string_view word;
  Effect::Kind kind;
  std::array<std::string_view, 4> needs;  // keys without which the effect says nothing
};
constexpr std::array<EventWord, 17> kEvents = {{
    {"none", Effect::kNone, {}},
    {"create", Effect::kCreate, {"on", "type", "object"}},
    {"derive", Effect::kDerive, {"on", "from"}},
    {"set", Effect::kSet, {"on", "property", "value"}},
    {"callback", Effect::kCallback, {"on", "from", "property", "accepts"}},
    {"handshake", Effect::kHandshake, {"on"}},
    {"upgrade-request", Effect::kUpgradeRequest, {"on"}},
    {"capability", Effect::kCapability, {"on"}},
    {"read-result", Effect::kReadResult, {"on", "properties", "success"}},
    {"refuse", Effect::kRefuse, {"on"}},
    {"send", Effect::kSend, {"on", "what"}},
    {"drop-tls", Effect::kDropTls, {"on"}},
    {"escape", Effect::kEscape, {"on"}},
    {"store", Effect::kStore, {"on", "from"}},
    {"return", Effect::kReturnValue, {"from"}},
    {"bind", Effect::kBind, {"from"}},
    {"call", Effect::kCall, {"from"}},
}};

template <class Kind>
struct Word {
  std::string_view word;
  Kind kind;
};
constexpr std::array<Word<ProtocolCommand::Kind>, 5> kCommands = {{{"offer", ProtocolCommand::kOffer}, {"order", ProtocolCommand::kOrder}, {"upgrade", ProtocolCommand::kUpgrade}, {"credentials", ProtocolCommand::kCredentials}, {"mail", ProtocolCommand::kMail}}};
constexpr std::array<Word<Phrase>, 11> kPhrases = {
    {{"compares", Phrase::kCompares}, {"orders", Phrase::kOrders}, {"finds", Phrase::kFinds}, {"measures", Phrase::kMeasures}, {"speaks", Phrase::kSpeaks}, {"asks", Phrase::kAsks}, {"upgrades", Phrase::kUpgrades}, {"secures", Phrase::kSecures}, {"logs-in", Phrase::kLogsIn}, {"remembers", Phrase::kRemembers}, {"mail", Phrase::kMail}}};
constexpr std::array<Word<Test::Kind>, 15> kTests = {{{"null", Test::kNull},
                                                      {"not-null", Test::kNotNull},
                                                      {"true", Test::kTrue},
                                                      {"false", Test::kFalse},
                                                      {"equals", Test::kEquals},
                                                      {"not-equals", Test::kNotEquals},
                                                      {"bits", Test::kBits},
                                                      {"no-bits", Test::kNoBits},
                                                      {"present", Test::kPresent},
                                                      {"absent", Test::kAbsent},
                                                      {"contains", Test::kContains},
                                                      {"matches", Test::kMatches},
                                                      {"less", Test::kLess},
                                                      {"at-least", Test::kGreaterEqual},
                                                      {"known", Test::kKnown}}};
constexpr std::array<Word<Success::Kind>, 6> kSuccesses = {{{"raises", Success::kRaises},
                                                            {"zero", Success::kZero},
                                                            {"nonzero", Success::kNonZero},
                                                            {"nonnull", Success::kNonNull},
                                                            {"positive", Success::kPositive},
                                                            {"nonnegative", Success::kNonNegative}}};

template <class List>
std::vector<std::string_view> wordsOf(const List& list) {
  std::vector<std::string_view> words;
  for (const auto& each : list) words.push_back(each.word);
  return words;
}

std::vector<std::string_view> valueWords() {
  std::vector<std::string_view> words;
  for (int value = static_cast<int>(Value::kOn); value <= static_cast<int>(Value::kServer); ++value) words.push_back(nameOf(static_cast<Value>(value)));
  return words;
}

std::string listed(Words words) {
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
  return text;
}

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

/// ", did you mean `x`?", or nothing when no word is near.
std::string suggestion(std::string_view word, Words known) {
  if (word.size() > 100) return "";
  std::string_view nearest;
  size_t best = std::min<size_t>(3, word.size());
  for (const std::string_view candidate : known)
    if (const size_t far = distance(word, candidate); far < best) {
      best = far;
      nearest = candidate;
    }
  return nearest.empty() ? "" : ", did you mean `" + std::string(nearest) + "`?";
}

bool isNumber(std::string_view text) { return !text.empty() && text.size() < 4 && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); }); }
bool isWord(std::string_view text) {
  return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c >= 0x80; });
}

/// A value and where it stands. The path is spelled only when something is wrong with it.
struct Node {
  const Json& json;
  const Node* parent = nullptr;
  std::string_view key;  // in an object
  size_t index = 0;      // in a list

  Node in(std::string_view name, const Json& value) const { return {value, this, name}; }
  Node at(size_t position) const { return {json[position], this, {}, position}; }
  std::string path() const {
    if (!parent) return "";
    const std::string above = parent->path();
    if (parent->json.is_array()) return above + "[" + std::to_string(index) + "]";
    return above.empty() ? std::string(key) : above + "." + std::string(key);
  }
};

/// The first mistake ends the reading: `error_` is set, and what is returned after that is not looked at.
class Loader {
 public:
  Loader(Models::Storage& into, const std::string& path, std::string_view text, bool shipped) : into_(into), path_(path), text_(text), shipped_(shipped) {}

  std::optional<Error> load() {
    Json json;
    try {
      json = Json::parse(text_);
    } catch (const Json::parse_error& error) {
      const size_t at = std::min<size_t>(error.byte ? error.byte - 1 : 0, text_.size());
      return Error{path_, lineAt(at), "this is no JSON: " + plain(error.what())};
    } catch (const Json::exception& error) {  // a number too large for any type
      return Error{path_, 0, "this is no JSON: " + plain(error.what())};
    }
    if (!shipped_)
      if (const JsonPositions positions = jsonPositions(text_); !positions.repeated.empty()) return Error{path_, positions.repeatedLine, "`" + positions.repeated + "`: this key stands twice"};
    file({json});
    return std::move(error_);
  }

 private:
  // ---- mistakes ----

  void fail(const Node& node, const std::string& what) { failAt(node.path(), what); }
  void failIn(const Node& object, std::string_view key, const std::string& what) { fail(object.in(key, object.json), what); }
  void failAt(const std::string& where, const std::string& what) {
    if (error_) return;
    const std::map<std::string, uint32_t> lines = jsonPositions(text_).lines;
    std::string at = where;
    while (!lines.contains(at)) {  // a missing key has no line of its own
      const size_t cut = at.find_last_of(".[");
      at = cut == std::string::npos ? std::string() : at.substr(0, cut);
    }
    error_ = Error{path_, lines.at(at), (where.empty() ? "" : "`" + where + "`: ") + what};
  }
  uint32_t lineAt(size_t byte) const { return 1 + static_cast<uint32_t>(std::count(text_.begin(), text_.begin() + static_cast<long>(byte), '\n')); }
  /// The JSON library's words without its own prefix.
  static std::string plain(std::string what) {
    for (const char* mark : {"column ", "] "})
      if (const size_t found = what.find(mark); found != std::string::npos) {
        const size_t start = *mark == 'c' ? what.find(": ", found) + 2 : found + 2;
        if (start <= what.size()) return what.substr(start);
      }
    return what;
  }

  // ---- shapes ----

  void list(const Node& object, std::string_view key, const std::function<void(const Node&)>& each) {
    const auto found = object.json.find(key);
    if (found == object.json.end()) return;
    const Node node = object.in(key, *found);
    if (!found->is_array()) return fail(node, "expected a list");
    for (size_t i = 0; i < found->size() && !error_; ++i) each(node.at(i));
  }
  void members(const Node& object, std::string_view key, const std::function<void(const std::string&, const Node&)>& each) {
    const auto found = object.json.find(key);
    if (found == object.json.end()) return;
    const Node node = object.in(key, *found);
    if (!found->is_object()) return fail(node, "expected an object");
    for (const auto& [name, value] : found->items()) {
      each(name, node.in(name, value));
      if (error_) return;
    }
  }
  bool isObject(const Node& node) {
    if (!node.json.is_object()) fail(node, "expected an object");
    return !error_;
  }
  void keys(const Node& object, std::initializer_list<Words> known) {
    for (const auto& [key, value] : object.json.items()) {
      const bool isKnown = std::any_of(known.begin(), known.end(), [&](Words words) { return std::find(words.begin(), words.end(), key) != words.end(); });
      if (isKnown) continue;
      std::vector<std::string_view> all;
      for (const Words words : known) all.insert(all.end(), words.begin(), words.end());
      return failIn(object, key, "unknown key" + suggestion(key, all));
    }
  }
  std::string text(const Node& node) {
    if (!node.json.is_string()) fail(node, "expected a string");
    return error_ ? std::string() : node.json.get<std::string>();
  }
  std::string text(const Node& object, std::string_view key, bool required = false) {
    const auto found = object.json.find(key);
    if (found != object.json.end()) return text(object.in(key, *found));
    if (required) failIn(object, key, "this key is missing");
    return "";
  }
  std::string oneOf(const Node& object, std::string_view key, Words words) {
    const auto found = object.json.find(key);
    return found == object.json.end() ? "" : oneOf(object.in(key, *found), words);
  }
  std::string oneOf(const Node& node, Words words) {
    const std::string word = text(node);
    if (!error_ && std::find(words.begin(), words.end(), word) == words.end()) fail(node, "expected " + listed(words) + ", got \"" + word + "\"" + suggestion(word, words));
    return word;
  }
  std::vector<std::string> texts(const Node& object, std::string_view key) {
    std::vector<std::string> result;
    list(object, key, [&](const Node& each) { result.push_back(text(each)); });
    return result;
  }
  bool flag(const Node& object, std::string_view key) {
    const auto found = object.json.find(key);
    if (found == object.json.end()) return false;
    if (!found->is_boolean()) fail(object.in(key, *found), "expected true or false");
    return !error_ && found->get<bool>();
  }
  int64_t plainInteger(const Node& node) {
    if (!node.json.is_number_integer()) fail(node, "expected a whole number");
    return error_ ? 0 : node.json.get<int64_t>();
  }
  /// A number, true or false, or the name of a constant.
  int64_t integer(const Node& node) {
    if (node.json.is_number_integer()) return node.json.get<int64_t>();
    if (node.json.is_boolean()) return node.json.get<bool>();
    if (!node.json.is_string()) {
      fail(node, "expected a number or the name of a constant");
      return 0;
    }
    const std::string name = node.json.get<std::string>();
    const auto found = into_.constants.find(name);
    if (found != into_.constants.end() && !found->second.isText) return found->second.integer;
    std::vector<std::string_view> names;
    for (const auto& [each, constant] : into_.constants) names.push_back(each);
    std::sort(names.begin(), names.end());
    fail(node, "no constant is called `" + name + "`" + suggestion(name, names));
    return 0;
  }
  Value value(const Node& node) {
    if (node.json.is_string())
      if (const auto found = valueNamed(node.json.get_ref<const std::string&>()); found && *found != Value::kUnset) return *found;
    const std::vector<std::string_view> words = valueWords();
    const std::string got = node.json.is_string() ? node.json.get<std::string>() : std::string();
    fail(node, "expected " + listed(words) + (got.empty() ? "" : ", got \"" + got + "\"" + suggestion(got, words)));
    return Value::kUnknown;
  }

  // ---- the file ----

  void file(const Node& root) {
    if (!root.json.is_object()) return fail(root, "expected an object with `schema`, `library`, `language` and `apis`");
    const auto schema = root.json.find("schema");
    if (schema == root.json.end() || !schema->is_number_integer() || *schema < 1) return failIn(root, "schema", "expected `\"schema\": 1`");
    if (*schema > 1) return failIn(root, "schema", "this file has schema " + schema->dump() + ", this tool reads schema 1: a newer tls-tidy is needed");
    static constexpr std::array<std::string_view, 1> kApis = {"apis"};
    keys(root, {kFileKeys, kApis});
    library_ = text(root, "library", true);
    text(root, "language", true);
    static constexpr std::array<std::string_view, 3> kLanguages = {"c", "cxx", "python"};
    language_ = oneOf(root, "language", kLanguages);
    headerNames_ = texts(root, "headers");
    if (!error_ && !root.json.contains("apis")) return failIn(root, "apis", "this key is missing");
    members(root, "constants", [&](const std::string& name, const Node& node) { constant(name, node); });
    members(root, "types", [&](const std::string& name, const Node& node) { type(name, node); });
    members(root, "exceptions", [&](const std::string& name, const Node& node) { exception(name, node); });
    list(root, "enums", [&](const Node& node) { enumeration(node); });
    parts_.macros = texts(root, "macros");
    hasTriggers_ = root.json.contains("triggers");
    for (std::string& word : texts(root, "triggers")) trigger(std::move(word));
    for (std::string& prefix : texts(root, "general")) into_.general.insert(std::move(prefix));
    if (flag(root, "primitive")) into_.primitives.insert(library_);
    for (std::string& word : texts(root, "prefixes")) into_.prefixes.push_back(std::move(word));
    list(root, "commands", [&](const Node& node) { command(node); });
    list(root, "options", [&](const Node& node) { option(node); });
    members(root, "phrases", [&](const std::string& name, const Node& node) { phrase(name, node); });
    list(root, "apis", [&](const Node& node) { entry(node); });
    if (error_ || language_ == "python") return;
    const std::string header = headerText(library_, parts_, language_ == "cxx");
    for (const std::string& name : headerNames_) into_.headers[name] += header;  // a user's file may add to a library's header
  }

  void trigger(std::string word) { into_.triggers[language_ == "python" ? language_ : "c"].push_back(std::move(word)); }

  void constant(const std::string& name, const Node& node) {
    Constant constant;
    if (node.json.is_number_integer()) constant.integer = node.json.get<int64_t>();
    else if (node.json.is_string()) {
      constant.isText = true;
      constant.text = node.json.get<std::string>();
    } else {
      fail(node, "expected a whole number or a string");
    }
    if (language_ == "c") parts_.constants.emplace_back(name, node.json.dump());  // C++ declares its own
    into_.constants[name] = std::move(constant);
  }

  void type(const std::string& name, const Node& node) {
    if (!isObject(node)) return;
    static constexpr std::array<std::string_view, 2> kKeys = {"bases", "declaration"};
    keys(node, {kKeys});
    if (const std::string declaration = text(node, "declaration"); !declaration.empty()) parts_.types.push_back(declaration);
    into_.types[name] = Type{name, texts(node, "bases"), library_};
  }

  void exception(const std::string& name, const Node& node) {
    if (!node.json.is_array()) return fail(node, "expected a list of " + listed(kFailures));
    std::vector<std::string> caught;
    for (size_t i = 0; i < node.json.size(); ++i) caught.push_back(oneOf(node.at(i), kFailures));
    into_.exceptions[name] = std::move(caught);
  }

  void command(const Node& node) {
    if (!isObject(node)) return;
    keys(node, {kCommandKeys});
    auto command = std::make_unique<ProtocolCommand>();
    command->api.name = text(node, "name", true);
    command->api.library = library_;
    command->text = text(node, "text", true);
    patternOf(node.in("text", node.json), "(?s)" + command->text, into_.commandPatterns.emplace_back());
    command->api.source = text(node, "source", true);
    command->api.corpus = texts(node, "corpus");
    command->protocol = oneOf(node, "protocol", kProtocols);
    const std::vector<std::string_view> verbs = wordsOf(kCommands);
    text(node, "does", true);
    const std::string does = oneOf(node, "does", verbs);
    for (const auto& known : kCommands)
      if (known.word == does) command->kind = known.kind;
    into_.commands.push_back(std::move(command));
  }

  void option(const Node& node) {
    if (!isObject(node)) return;
    static constexpr std::array<std::string_view, 9> kKeys = {"call", "dest", "default", "action", "off", "on", "flag", "source", "corpus"};
    keys(node, {kKeys});
    text(node, "source", true);
    into_.options.push_back({.call = text(node, "call", true), .dest = text(node, "dest"), .fallback = text(node, "default"), .action = text(node, "action"),
                             .off = texts(node, "off"), .on = texts(node, "on"), .flag = text(node, "flag")});
  }

  void patternOf(const Node& node, const std::string& text, std::unique_ptr<RE2>& slot) {
    slot = std::make_unique<RE2>(text, RE2::Quiet);
    if (!slot->ok()) fail(node, "this pattern is not understood: " + slot->error());
  }

  void phrase(const std::string& name, const Node& node) {
    const std::string pattern = text(node);
    for (const auto& known : kPhrases) {
      if (known.word != name) continue;
      patternOf(node, known.kind == Phrase::kSecures || known.kind == Phrase::kUpgrades ? "(?i)" + pattern : pattern, into_.phrases[known.kind].emplace_back());
      return;
    }
    fail(node, "expected " + listed(wordsOf(kPhrases)) + suggestion(name, wordsOf(kPhrases)));
  }

  void enumeration(const Node& node) {
    if (!isObject(node)) return;
    static constexpr std::array<std::string_view, 2> kKeys = {"name", "values"};
    keys(node, {kKeys});
    auto& [name, values] = parts_.enums.emplace_back();
    name = text(node, "name", true);
    members(node, "values", [&](const std::string& word, const Node& number) { values.emplace_back(word, std::to_string(plainInteger(number))); });
  }

  // ---- entries ----

  void entry(const Node& node) {
    if (!isObject(node)) return;
    const bool hasList = node.json.contains("effects");
    if (hasList)
      for (const std::string_view key : kEffectKeys)
        if (node.json.contains(key)) return failIn(node, key, "this key belongs into an element of `effects`");
    keys(node, {kEntryKeys, kEffectKeys});
    auto entry = std::make_unique<Api>();
    entry->name = text(node, "name", true);
    entry->library = library_;
    entry->header = text(node, "header");
    if (!error_ && !entry->header.empty() && std::find(headerNames_.begin(), headerNames_.end(), entry->header) == headerNames_.end())
      failIn(node, "header", "`" + entry->header + "` is not in the file's `headers`" + suggestion(entry->header, std::vector<std::string_view>(headerNames_.begin(), headerNames_.end())));
    entry->declaration = text(node, "declaration");
    entry->aliases = texts(node, "aliases");
    entry->macroOf = text(node, "macro_of");
    members(node, "fixed", [&](const std::string& index, const Node& value) {
      if (!isNumber(index)) return fail(value, "expected the position of an argument as key, counted from 0");
      entry->fixed.emplace_back(std::stoi(index), integer(value));
    });
    entry->attribute = flag(node, "attribute");
    entry->constructor = flag(node, "constructor");
    entry->opens = text(node, "opens");
    entry->answersCode = flag(node, "answers_code");
    if (node.json.contains("trigger")) entry->trigger = flag(node, "trigger");
    list(node, "signatures", [&](const Node& each) { entry->signatures.push_back(signature(each)); });
    members(node, "fix", [&](const std::string& key, const Node& value) {
      if (std::find(kFixKeys.begin(), kFixKeys.end(), key) == kFixKeys.end()) return fail(value, "unknown key" + suggestion(key, kFixKeys));
      entry->fix[key] = text(value);
    });
    entry->note = text(node, "note");
    entry->source = text(node, "source", true);
    entry->by = oneOf(node, "by", kOrigins);
    entry->corpus = texts(node, "corpus");
    if (!hasList) {
      entry->effects.push_back(effect(node));
    } else {
      static constexpr std::array<Words, 1> kKnown = {kEffectKeys};
      list(node, "effects", [&](const Node& each) {
        if (!isObject(each)) return;
        keys(each, {kKnown[0]});
        entry->effects.push_back(effect(each));
      });
    }
    if (!error_) keep(std::move(entry));
  }

  void keep(std::unique_ptr<Api> entry) {
    if (!entry->declaration.empty()) parts_.functions.push_back(entry->declaration);
    std::vector<std::string> names = entry->aliases;
    names.push_back(entry->name);
    if (!entry->macroOf.empty()) names.push_back(entry->macroOf);
    if (language_ == "cxx" && entry->constructor)  // C++ names the constructor itself: "space::Class::Class"
      for (size_t i = 0, count = names.size(); i < count; ++i) names.push_back(names[i] + "::" + names[i].substr(names[i].rfind(':') + 1));
    own_.insert(entry.get());
    // Who only hands on what it was given is no library of TLS or mail.
    const bool handsOn = std::all_of(entry->effects.begin(), entry->effects.end(), [](const Effect& each) {
      return each.kind == Effect::kBind || each.kind == Effect::kCall || each.kind == Effect::kReturnValue || (each.kind == Effect::kCreate && each.object == "result");
    });
    if (language_ == "python" && !handsOn) {
      into_.packages.insert(entry->name.substr(0, entry->name.find('.')));
      into_.modules.insert(entry->name.substr(0, entry->name.rfind('.')));
    }
    for (std::string& name : names) {
      std::vector<const Api*>& same = into_.byName[name];  // most `fixed` first; among equals this file's before earlier ones'
      const auto place = std::find_if(same.begin(), same.end(), [&](const Api* each) {
        return each->fixed.size() < entry->fixed.size() || (each->fixed.size() == entry->fixed.size() && !own_.contains(each));
      });
      same.insert(place, entry.get());
      if (language_ != "python" && entry->trigger) trigger(std::move(name));
      else if (language_ == "python" && !hasTriggers_) trigger(name.substr(0, name.find('.')));
    }
    into_.apis.push_back(std::move(entry));
  }

  Signature signature(const Node& node) {
    Signature result;
    if (!isObject(node)) return result;
    static constexpr std::array<std::string_view, 3> kKeys = {"since", "until", "parameters"};
    keys(node, {kKeys});
    const auto since = node.json.find("since"), until = node.json.find("until");
    if (since != node.json.end()) result.since = static_cast<int>(plainInteger(node.in("since", *since)));
    else if (until != node.json.end()) result.since = -1000;
    if (until != node.json.end()) result.until = static_cast<int>(plainInteger(node.in("until", *until)));
    if (result.since > result.until) fail(node, "no version is both since " + std::to_string(result.since) + " and until " + std::to_string(result.until));
    const std::string list = text(node, "parameters", true);
    if (!error_) result.parameters = parameters(list, node);
    return result;
  }

  /// "host='', port=0, *, context=None": split at commas outside of quotes and brackets.
  static std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    size_t start = 0;
    int depth = 0;
    char quote = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ',';
      if (quote) {
        if (c == quote) quote = 0;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[') {
        ++depth;
      } else if (c == ')' || c == ']') {
        --depth;
      }
      if (i < text.size() && (c != ',' || depth != 0 || quote)) continue;
      std::string part = text.substr(start, i - start);
      start = i + 1;
      const size_t first = part.find_first_not_of(' ');
      if (first != std::string::npos) parts.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    }
    return parts;
  }

  std::vector<Signature::Parameter> parameters(const std::string& text, const Node& node) {
    std::vector<Signature::Parameter> list;
    bool keywordOnly = false;
    for (std::string part : split(text)) {
      if (part == "/") continue;
      if (part == "*") {
        keywordOnly = true;
        continue;
      }
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
      if (!isWord(parameter.name)) failIn(node, "parameters", "`" + part + "` is no parameter");
      list.push_back(std::move(parameter));
    }
    return list;
  }

  // ---- effects ----

  Effect effect(const Node& node) {
    Effect result;
    const std::string event = text(node, "event", true);
    if (error_) return result;
    const auto word = std::find_if(kEvents.begin(), kEvents.end(), [&](const EventWord& each) { return each.word == event; });
    if (word == kEvents.end()) {
      failIn(node, "event", "unknown event \"" + event + "\"" + suggestion(event, wordsOf(kEvents)));
      return result;
    }
    result.kind = word->kind;
    for (const std::string_view key : word->needs)
      if (!key.empty() && !node.json.contains(key)) failIn(node, key, "this key is missing, a `" + event + "` needs it");
    if (result.kind == Effect::kNone) {
      for (const auto& [key, value] : node.json.items())
        if (key != "event" && std::find(kEffectKeys.begin(), kEffectKeys.end(), key) != kEffectKeys.end()) failIn(node, key, "an event `none` has no `" + key + "`");
      return result;
    }
    const auto optional = [&](std::string_view key, const auto& read) {
      if (const auto found = node.json.find(key); found != node.json.end() && !error_) read(node.in(key, *found));
    };
    optional("on", [&](const Node& each) { result.on = selector(each); });
    optional("from", [&](const Node& each) { result.from = selector(each); });
    optional("value", [&](const Node& each) { result.value = valueRule(each); });
    optional("success", [&](const Node& each) { result.success = success(each); });
    optional("verdict_parameter", [&](const Node& each) { result.verdictParameter = static_cast<int>(plainInteger(each)); });
    optional("code_parameter", [&](const Node& each) { result.codeParameter = static_cast<int>(plainInteger(each)); });
    list(node, "codes", [&](const Node& each) { result.codes.push_back(integer(each)); });
    optional("null", [&](const Node& each) {
      if (each.json.is_object()) members(node, "null", [&](const std::string& property, const Node& word) { result.state[property] = value(word); });
      else result.nullMeans = value(each);
    });
    members(node, "state", [&](const std::string& property, const Node& word) { result.state[property] = value(word); });
    optional("accepts", [&](const Node& each) {
      result.accepts = text(each);
      if (result.accepts.starts_with("sets:") && result.accepts.size() > 5) return;
      const bool clearsFlags = result.accepts.starts_with("clears-flags:");
      if (clearsFlags && !isNumber(result.accepts.substr(13))) fail(each, "expected " + listed(kVerdicts) + ", N the position of a parameter");
      else if (!clearsFlags) oneOf(each, kVerdicts);
    });
    optional("slot", [&](const Node& each) { result.slot = selector(each); });
    members(node, "given", [&](const std::string& index, const Node& each) {
      if (!isNumber(index)) return fail(each, "expected the position of a parameter as key, counted from 0");
      result.given.emplace_back(std::stoi(index), integer(each));
    });
    result.method = text(node, "method");
    result.type = text(node, "type");
    result.object = oneOf(node, "object", kObjects);
    result.protocol = oneOf(node, "protocol", kProtocols);
    result.reference = flag(node, "reference");
    result.property = text(node, "property");
    result.properties = texts(node, "properties");
    result.secure = text(node, "secure");
    result.onlyOnFailure = flag(node, "only_on_failure");
    result.what = oneOf(node, "what", kSent);
    result.remedy = text(node, "remedy");
    list(node, "when", [&](const Node& each) { result.when.push_back(condition(each)); });
    return result;
  }

  /// "arg:0.cfg.*": the value, steps below it, the place a pointer points to.
  Selector selector(const Node& node) {
    Selector result;
    static constexpr std::string_view kExpected = "expected \"result\", \"self\", \"process\", \"null\", \"arg:N\" or \"arg:name\"";
    if (!node.json.is_string()) {
      fail(node, std::string(kExpected));
      return result;
    }
    const std::string& whole = node.json.get_ref<const std::string&>();
    std::string_view text = whole;
    if (text.ends_with(".*")) {
      result.pointee = true;
      text.remove_suffix(2);
    }
    const std::string_view head = text.substr(0, text.find('.'));
    if (head == "result") result.kind = Selector::kResult;
    else if (head == "self") result.kind = Selector::kSelf;
    else if (head == "process") result.kind = Selector::kProcess;
    else if (head == "null") result.kind = Selector::kNull;
    else if (head.starts_with("arg:")) {
      const std::string which(head.substr(4));
      result.kind = Selector::kArgument;
      if (isNumber(which)) result.index = std::stoi(which);
      else if (isWord(which)) result.parameter = which;
      else fail(node, std::string(kExpected) + ", got \"" + whole + "\"");
    } else {
      fail(node, std::string(kExpected) + ", got \"" + whole + "\"");
    }
    for (size_t at = head.size(); at < text.size();) {
      // A key of a dictionary may have dots in it.
      const size_t from = text[at + 1 < text.size() ? at + 1 : at] == '[' ? std::min(text.find(']', at), text.size()) : at + 1;
      const size_t next = std::min(text.find('.', from), text.size());
      if (next == at + 1) fail(node, "a step of \"" + whole + "\" is empty");
      result.path.emplace_back(text.substr(at + 1, next - at - 1));
      at = next;
    }
    return result;
  }

  Test test(const Node& node) {
    Test result;
    if (!node.json.is_object() || node.json.size() != 1) {
      fail(node, "expected an object with one test, such as {\"equals\": 0}");
      return result;
    }
    const std::string& key = node.json.begin().key();
    const Node operand = node.in(key, node.json.begin().value());
    const auto word = std::find_if(kTests.begin(), kTests.end(), [&](const auto& each) { return each.word == key; });
    if (word == kTests.end()) {
      fail(operand, "unknown test" + suggestion(key, wordsOf(kTests)));
      return result;
    }
    result.kind = word->kind;
    switch (result.kind) {
      case Test::kNull: case Test::kNotNull: case Test::kTrue: case Test::kFalse: case Test::kPresent: case Test::kAbsent: case Test::kKnown:
        if (operand.json != true) fail(operand, "expected true");
        break;
      case Test::kEquals: case Test::kNotEquals:
        if (operand.json.is_string()) {  // the name of a constant, or a text
          const std::string name = operand.json.get<std::string>();
          const auto constant = into_.constants.find(name);
          result.isText = constant == into_.constants.end() || constant->second.isText;
          if (result.isText) result.text = constant == into_.constants.end() ? name : constant->second.text;
          else result.integer = constant->second.integer;
        } else {
          result.integer = integer(operand);
        }
        break;
      case Test::kContains: result.text = text(operand); break;
      case Test::kMatches:
        result.text = text(operand);
        if (!error_) {
          RE2::Options quiet;
          quiet.set_log_errors(false);
          if (const RE2 pattern(result.text, quiet); !pattern.ok()) fail(operand, "this pattern is not understood: " + pattern.error());
        }
        break;
      case Test::kBits: case Test::kNoBits: case Test::kLess: case Test::kGreaterEqual: result.integer = integer(operand); break;
    }
    return result;
  }

  ValueRule valueRule(const Node& node) {
    ValueRule rule;
    if (!node.json.is_object()) {
      rule.fixed = value(node);
      return rule;
    }
    static constexpr std::array<std::string_view, 4> kKeys = {"of", "cases", "else", "unknown"};
    keys(node, {kKeys});
    const auto of = node.json.find("of"), otherwise = node.json.find("else"), unknown = node.json.find("unknown");
    if (of == node.json.end()) failIn(node, "of", "this key is missing: the argument that decides");
    else rule.of = selector(node.in("of", *of));
    list(node, "cases", [&](const Node& each) {
      if (!each.json.is_array() || each.json.size() != 2) return fail(each, "expected [test, value]");
      rule.cases.emplace_back(test(each.at(0)), value(each.at(1)));
    });
    rule.otherwise = otherwise == node.json.end() ? Value::kKeep : value(node.in("else", *otherwise));
    rule.unknown = unknown == node.json.end() ? Value::kUnknown : value(node.in("unknown", *unknown));
    return rule;
  }

  Success success(const Node& node) {
    if (node.json.is_string()) {
      const std::string& word = node.json.get_ref<const std::string&>();
      for (const auto& [spelling, kind] : kSuccesses)
        if (spelling == word) return {kind, 0};
    } else if (node.json.is_object() && node.json.size() == 1) {
      const std::string& key = node.json.begin().key();
      const Node number = node.in(key, node.json.begin().value());
      if (key == "equals") return {Success::kEquals, integer(number)};
      if (key == "not-equals") return {Success::kNotEquals, integer(number)};
    }
    const std::string got = node.json.is_string() ? node.json.get<std::string>() : std::string();
    fail(node, "expected " + listed(wordsOf(kSuccesses)) + ", {\"equals\": N} or {\"not-equals\": N}" + (got.empty() ? "" : ", got \"" + got + "\"" + suggestion(got, wordsOf(kSuccesses))));
    return {};
  }

  Condition condition(const Node& node) {
    Condition result;
    if (!isObject(node)) return result;
    static constexpr std::array<std::string_view, 4> kKeys = {"of", "test", "property", "value"};
    keys(node, {kKeys});
    const auto of = node.json.find("of"), word = node.json.find("value"), check = node.json.find("test");
    if (of == node.json.end()) failIn(node, "of", "this key is missing");
    else result.of = selector(node.in("of", *of));
    result.property = text(node, "property");
    if (!result.property.empty() && check == node.json.end() && word != node.json.end()) result.value = value(node.in("value", *word));
    else if (result.property.empty() && check != node.json.end() && word == node.json.end()) result.test = test(node.in("test", *check));
    else fail(node, "expected `test`, or `property` and `value`");
    return result;
  }

  Models::Storage& into_;
  const std::string& path_;
  std::string_view text_;
  bool shipped_;
  bool hasTriggers_ = false;  // a Python file without them is triggered by the first word of each entry
  std::string library_, language_;
  std::vector<std::string> headerNames_;
  HeaderParts parts_;
  std::unordered_set<const Api*> own_;  // this file's
  std::optional<Error> error_;
};

}  // namespace

std::optional<Error> load(Models::Storage& into, const std::string& path, std::string_view text, bool shipped) { return Loader(into, path, text, shipped).load(); }

}  // namespace tls_tidy
