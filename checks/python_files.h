// Python files: from Source files to Modules, as a project sees them: dotted names by the package folders, versions by the
// project's own metadata. A file in which no trigger name occurs is dismissed at the speed of reading it.
#pragma once
#include <vector>

#include "checks/analysis.h"

namespace tls_tidy {

struct ModuleCache;

struct Lowered {
  std::vector<Module> modules;
  std::vector<Notification> notifications;
  size_t lowered = 0, dismissed = 0, cached = 0;
};

/// Lowers what can matter: files that name a trigger, what they import, and who imports them.
Lowered lowerPython(const std::vector<const Source*>& sources, const Options& options, const Models& models, ModuleCache& cache);

/// The whole file, into room that is used again; false when it can't be read or is too large. Adds a notification in that case.
bool readSource(const Source& source, const Options& options, std::string& text, std::vector<Notification>& notifications);
/// The same as a value of its own.
std::optional<std::string> readSource(const Source& source, const Options& options, std::vector<Notification>& notifications);

/// A file's notices as notifications.
void addNotices(const Module& module, std::vector<Notification>& notifications);

}  // namespace tls_tidy
