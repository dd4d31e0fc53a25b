// Module cache: a Module by the SHA-256 of all that went into it, so that unchanged files are not lowered again.
// The key holds contents, flags, tool and models; cryptographic on purpose, a crafted file must not borrow another's Module.
// Files are written by rename and read as hostile input; a bad entry is a miss. Safe for parallel runs.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/ir/module.h"

namespace tls_tidy {

/// 64 hex digits over the parts, each with its length.
std::string sha256(const std::vector<std::string_view>& parts);

struct ModuleCache {
  std::string folder;  // empty: no cache

  std::optional<Module> find(const std::string& key) const;
  void keep(const std::string& key, const Module& module) const;
  /// Small text entries (which files a unit read).
  std::optional<std::string> findText(const std::string& key) const;
  void keepText(const std::string& key, const std::string& text) const;
};

}  // namespace tls_tidy
