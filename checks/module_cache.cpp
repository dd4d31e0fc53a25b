#include "checks/module_cache.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "checks/ir/serialize.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> contentOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

fs::path entry(const std::string& folder, const std::string& key) { return fs::path(folder) / key.substr(0, 2) / key.substr(2); }

void writeEntry(const std::string& folder, const std::string& key, const char* bytes, size_t size) {
  std::error_code failed;
  const fs::path path = entry(folder, key);
  fs::create_directories(path.parent_path(), failed);
  if (failed) return;
  fs::path temporary = path;
  temporary += "." + std::to_string(getpid()) + "." + std::to_string(reinterpret_cast<uintptr_t>(bytes));
  {
    std::ofstream out(temporary, std::ios::binary);
    out.write(bytes, static_cast<std::streamsize>(size));
    out.close();  // a full disk shows here at the latest
    if (!out) {
      fs::remove(temporary, failed);
      return;
    }
  }
  fs::rename(temporary, path, failed);
  if (failed) fs::remove(temporary, failed);
}

}  // namespace

std::string sha256(const std::vector<std::string_view>& parts) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  for (const std::string_view part : parts) {
    const uint64_t size = part.size();
    EVP_DigestUpdate(context, &size, sizeof size);
    EVP_DigestUpdate(context, part.data(), part.size());
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context, digest, &size);
  EVP_MD_CTX_free(context);
  static const char kHex[] = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += kHex[digest[i] >> 4];
    text += kHex[digest[i] & 15];
  }
  return text;
}

std::optional<Module> ModuleCache::find(const std::string& key) const {
  const std::optional<std::string> bytes = findText(key);
  if (!bytes) return std::nullopt;
  Result<Module> module = deserialize({reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size()});
  if (!module) return std::nullopt;
  return std::move(*module);
}

void ModuleCache::keep(const std::string& key, const Module& module) const {
  if (folder.empty()) return;
  const std::vector<uint8_t> bytes = serialize(module);
  writeEntry(folder, key, reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::optional<std::string> ModuleCache::findText(const std::string& key) const {
  if (folder.empty()) return std::nullopt;
  return contentOf(entry(folder, key));
}

void ModuleCache::keepText(const std::string& key, const std::string& text) const {
  if (!folder.empty()) writeEntry(folder, key, text.data(), text.size());
}

}  // namespace tls_tidy
