#include "tool/cli/baseline_file.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "checks/findings/pending_file.h"
#include "tool/cli/discovery.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

/// What the paths in a baseline start from.
fs::path folderOf(const fs::path& file) {
  std::error_code failed;
  for (fs::path folder = file.parent_path();; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", failed)) return folder;
    if (!folder.has_relative_path()) return file.parent_path();
  }
}

}  // namespace

Result<BaselineFile> BaselineFile::read(const std::string& file, bool mayBeMissing) {
  BaselineFile baseline;
  baseline.file_ = file;
  const fs::path path = fs::absolute(file).lexically_normal();
  baseline.folder_ = folderOf(path);
  std::error_code failed;
  if (!fs::exists(path, failed)) {
    if (mayBeMissing) return baseline;
    return Error{file, 0, "no such file; --update-baseline writes it"};
  }
  if (!fs::is_regular_file(path, failed)) return Error{file, 0, "is no regular file"};
  std::ifstream in(path, std::ios::binary);
  baseline.text_.assign(std::istreambuf_iterator<char>(in), {});
  if (!in.is_open() || in.bad()) return Error{file, 0, "cannot be read"};
  Result<std::vector<Identity>> entries = parseBaseline(baseline.text_, file);
  if (!entries) return entries.error();
  baseline.entries_ = std::move(*entries);
  return baseline;
}

std::vector<bool> BaselineFile::knows(const std::vector<Finding>& findings, const BytesOf& bytesOf, const std::string& root) {
  root_ = root;
  findings_ = identitiesOf(findings, bytesOf);
  for (Identity& identity : findings_) {
    const std::string path = (fs::path(root) / identity.path).lexically_normal().lexically_relative(folder_).generic_string();
    if (!path.starts_with("..")) identity.path = path;
  }
  answers_ = entriesFor(findings_, entries_, [&](const std::string& path) { return !exists(path); });
  std::vector<bool> result;
  for (const std::optional<size_t>& answer : answers_) result.push_back(answer.has_value());
  return result;
}

bool BaselineFile::exists(const std::string& path) const {
  std::error_code failed;
  return fs::exists(fs::path(folder_) / path, failed) || fs::exists(fs::path(root_) / path, failed);
}

/// Would the scan have found what is in this file?
bool BaselineFile::isJudgedBy(const Scan& scan, const std::string& path) const {
  if (!exists(path)) return true;
  const std::string absolute = (fs::path(folder_) / path).lexically_normal();
  const std::optional<Kind> kind = kindOf(fs::path(path).filename(), "");
  return scan.files.contains(absolute) || (kind && kind->header);  // headers are read through who includes them
}

Notification BaselineFile::gone(const Identity& entry, bool isTakenOut) const {
  Notification notification;
  notification.level = Notification::kNote;
  const std::string path = (fs::path(folder_) / entry.path).lexically_normal().lexically_relative(root_).generic_string();
  notification.at.path = path.empty() || path.starts_with("..") ? entry.path : path;
  notification.what = entry.rule + (entry.function.empty() ? "" : " in `" + entry.function + "`") + " is gone: " +
                      (isTakenOut ? "taken out of " : "stale in ") + file_;
  return notification;
}

BaselineFile::Conclusion BaselineFile::conclude(const Scan& scan, bool update, const std::vector<bool>& wanted) {
  Conclusion result;
  std::vector<std::optional<size_t>> findingOf(entries_.size());
  for (size_t i = 0; i < answers_.size(); ++i)
    if (answers_[i]) findingOf[*answers_[i]] = i;
  const bool canKnow = scan.trusted && std::all_of(entries_.begin(), entries_.end(), [&](const Identity& entry) {
    const fs::path absolute = (fs::path(folder_) / entry.path).lexically_normal();
    return std::any_of(scan.folders.begin(), scan.folders.end(), [&](const std::string& folder) { return isInside(absolute, folder); });
  });
  std::vector<Identity> entries;
  std::vector<const Identity*> stale;
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (findingOf[i]) entries.push_back(canKnow || update ? findings_[*findingOf[i]] : entries_[i]);
    else if (canKnow && isJudgedBy(scan, entries_[i].path)) stale.push_back(&entries_[i]);
    else entries.push_back(entries_[i]);
  }
  for (size_t i = 0; update && i < findings_.size(); ++i) {
    if (answers_[i] || !wanted[i]) continue;
    entries.push_back(findings_[i]);
    ++result.added;
  }
  result.takenOut = stale.size();
  result.entries = entries.size();
  const std::string text = baselineText(std::move(entries));
  const bool changes = update ? text != text_ : canKnow && (!stale.empty() || text != baselineText(entries_));
  const bool written = scan.mayWrite && (!changes || write(text));
  for (const Identity* entry : stale) result.notifications.push_back(gone(*entry, written));
  if (changes && scan.mayWrite && !written) {
    Notification notification;
    notification.level = update ? Notification::kError : Notification::kWarning;
    notification.untrusted = update;
    notification.what = file_ + ": cannot be written";
    result.notifications.push_back(std::move(notification));
  }
  return result;
}

/// Beside its place, then renamed: nobody reads half of it.
bool BaselineFile::write(const std::string& text) const {
  std::error_code failed;
  const fs::path target = fs::is_symlink(file_, failed) ? fs::weakly_canonical(file_, failed) : fs::path(file_);
  if (fs::exists(target, failed) && access(target.c_str(), W_OK) != 0) return false;  // a rename would pass over the file's own mode
  PendingFile file(target);
  if (file.path().empty()) return false;
  std::ofstream out(file.path(), std::ios::binary);
  out << text;
  out.close();
  return out && file.put();
}

}  // namespace tls_tidy
