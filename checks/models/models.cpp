#include "checks/models/models.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <deque>
#include <fstream>
#include <sstream>

#include "checks/models/loader.h"
#include "checks/models/storage.h"
#include "embedded_models.h"

namespace tls_tidy {
namespace {

constexpr std::array<std::pair<std::string_view, Value>, 14> kValues = {{
    {"on", Value::kOn}, {"off", Value::kOff}, {"missing", Value::kMissing}, {"null", Value::kNull}, {"accept-all", Value::kAcceptAll}, {"weak", Value::kWeak},
    {"unknown", Value::kUnknown}, {"keep", Value::kKeep}, {"tls", Value::kTls}, {"clear", Value::kClear}, {"strippable", Value::kStrippable},
    {"client", Value::kClient}, {"server", Value::kServer}, {"unset", Value::kUnset}}};

struct Text {
  std::string path;
  std::string_view text;
  bool shipped = false;
};

std::string digestOf(const std::vector<Text>& files) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  for (const Text& file : files) {
    const uint64_t size = file.text.size();
    EVP_DigestUpdate(context, &size, sizeof size);
    EVP_DigestUpdate(context, file.text.data(), file.text.size());
  }
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context, bytes, &size);
  EVP_MD_CTX_free(context);
  std::string digest;
  for (unsigned i = 0; i < size; ++i) {
    digest += "0123456789abcdef"[bytes[i] >> 4];
    digest += "0123456789abcdef"[bytes[i] & 15];
  }
  return digest;
}

/// Loads texts in order; later ones come first in look-up.
Result<std::shared_ptr<const Models::Storage>> loadAll(const std::vector<Text>& files) {
  auto storage = std::make_shared<Models::Storage>();
  for (const Text& file : files)
    if (std::optional<Error> error = load(*storage, file.path, file.text, file.shipped)) return *error;
  for (auto& [language, words] : storage->triggers) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  std::sort(storage->prefixes.begin(), storage->prefixes.end());
  storage->digest = digestOf(files);
  return std::shared_ptr<const Models::Storage>(std::move(storage));
}

/// A class and its bases, nearest first, each once.
std::vector<std::string> lineage(const Models::Storage& storage, std::string_view type) {
  std::vector<std::string> line{std::string(type)};
  for (size_t i = 0; i < line.size(); ++i)
    if (const auto found = storage.types.find(line[i]); found != storage.types.end())
      for (const std::string& base : found->second.bases)
        if (std::find(line.begin(), line.end(), base) == line.end()) line.push_back(base);
  return line;
}

std::vector<Text> embeddedFiles() {
  std::vector<Text> files;
  for (const auto& [name, text] : embeddedModels()) files.push_back({std::string(name), text, true});
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
  std::vector<Text> files = embeddedFiles();
  std::deque<std::string> texts;
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    const bool isEmpty = in && in.peek() == std::ifstream::traits_type::eof();  // copying nothing counts as a failure
    if (in.bad() || (!isEmpty && !(text << in.rdbuf()))) return Error{path, 0, "this model file can't be read"};
    texts.push_back(std::move(text).str());
    files.push_back({path, texts.back()});
  }
  Result<std::shared_ptr<const Storage>> storage = loadAll(files);
  if (!storage) return storage.error();
  Models models;
  models.storage_ = *storage;
  return models;
}

Result<Models> Models::parse(std::string_view json, const std::string& path) {
  Result<std::shared_ptr<const Storage>> storage = loadAll({{path, json}});
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

const Api* Models::verdictReader(std::string_view name, const std::vector<std::string_view>& parameters) const {
  for (const auto& [full, entries] : storage_->byName) {
    if (!full.ends_with(name) || full.size() <= name.size() || full[full.size() - name.size() - 1] != '.' || !isGeneral(full)) continue;
    const Api& api = *entries.front();
    if (std::none_of(api.effects.begin(), api.effects.end(), [](const Effect& effect) { return effect.kind == Effect::kReadResult; })) continue;
    for (const Signature& signature : api.signatures)
      if (std::equal(signature.parameters.begin(), signature.parameters.end(), parameters.begin(), parameters.end(),
                     [](const Signature::Parameter& known, std::string_view given) { return known.name == given; }))
        return &api;
  }
  return nullptr;
}

std::span<const Api* const> Models::findMember(std::string_view type, std::string_view member) const {
  for (const std::string& each : lineage(*storage_, type))
    if (const std::span<const Api* const> entries = find(each + "." + std::string(member)); !entries.empty()) return entries;
  return {};
}

const Type* Models::type(std::string_view name) const {
  const auto found = storage_->types.find(std::string(name));
  return found == storage_->types.end() ? nullptr : &found->second;
}

bool Models::isA(std::string_view type, std::string_view base) const {
  const std::vector<std::string> line = lineage(*storage_, type);
  return std::find(line.begin(), line.end(), base) != line.end();
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

const ProtocolCommand* Models::command(std::string_view literal) const {
  while (!literal.empty() && (literal.back() == '\r' || literal.back() == '\n' || literal.back() == ' ')) literal.remove_suffix(1);
  if (literal.size() < 4 || literal.size() > 400) return nullptr;
  for (size_t i = 0; i < storage_->commands.size(); ++i)
    if (RE2::FullMatch(literal, *storage_->commandPatterns[i])) return storage_->commands[i].get();
  return nullptr;
}

const std::vector<OptionCall>& Models::options() const { return storage_->options; }

bool Models::sounds(std::string_view name, Phrase phrase) const {
  const auto patterns = storage_->phrases.find(phrase);
  return patterns != storage_->phrases.end() &&
         std::any_of(patterns->second.begin(), patterns->second.end(), [&](const auto& pattern) { return RE2::PartialMatch(name, *pattern); });
}

const std::vector<std::string>& Models::prefixes() const { return storage_->prefixes; }

bool Models::hasPackage(std::string_view name) const { return storage_->packages.contains(name); }

namespace {

/// Is the dotted name, or what it begins with, one of these?
bool startsWithOne(std::string_view name, const std::set<std::string, std::less<>>& beginnings) {
  for (size_t end = name.find('.');; end = name.find('.', end + 1)) {
    if (beginnings.contains(name.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
  }
}

}  // namespace

bool Models::isInside(std::string_view name) const { return startsWithOne(name, storage_->modules); }

bool Models::isGeneral(std::string_view name) const { return startsWithOne(name, storage_->general); }

bool Models::isPrimitive(const Api& api) const { return storage_->primitives.contains(api.library); }

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
