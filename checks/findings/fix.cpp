#include "checks/findings/fix.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "checks/findings/pending_file.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

/// What tells that a file is still the one that was read.
struct Stamp {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  int64_t seconds = 0, nanoseconds = 0;
  bool operator==(const Stamp&) const = default;
};

std::optional<Stamp> stampOf(const fs::path& path, mode_t* mode = nullptr, uid_t* owner = nullptr,
                             gid_t* group = nullptr) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  if (mode) *mode = status.st_mode & 07777;
  if (owner) *owner = status.st_uid;
  if (group) *group = status.st_gid;
  return Stamp{status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

struct Target {
  fs::path real;  // symlinks resolved
  Stamp stamp;
  mode_t mode = 0644;
  uid_t owner = 0;
  gid_t group = 0;
  std::string text;
  std::vector<uint32_t> lineStarts;
  bool crlf = false;
  std::vector<Edit> accepted;
};

bool isInside(const fs::path& path, const fs::path& folder) {
  auto [end, nothing] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end() || (std::next(end) == folder.end() && end->empty());
}

Result<Target> open(const fs::path& root, const std::string& path) {
  auto wrong = [&](std::string what) { return Error{path, 0, std::move(what)}; };
  std::error_code failed;
  Target target;
  target.real = fs::canonical(root / path, failed);
  if (failed) return wrong("cannot be fixed: " + failed.message());
  if (!isInside(target.real, root)) return wrong("not fixed: the file is outside of the scanned folder");
  auto stamp = stampOf(target.real, &target.mode, &target.owner, &target.group);
  if (!stamp) return wrong("cannot be fixed: not a regular file");
  target.stamp = *stamp;
  std::ifstream in(target.real, std::ios::binary);
  target.text.assign(std::istreambuf_iterator<char>(in), {});
  if (!in.is_open() || in.bad()) return wrong("cannot be read");
  target.lineStarts.push_back(0);
  for (uint32_t i = 0; i < target.text.size(); ++i) {
    bool pair = target.text[i] == '\r' && i + 1 < target.text.size() && target.text[i + 1] == '\n';
    if (target.text[i] == '\n' || (target.text[i] == '\r' && !pair)) target.lineStarts.push_back(i + 1);
  }
  size_t firstEnd = target.text.find('\n');
  target.crlf = firstEnd != std::string::npos && firstEnd > 0 && target.text[firstEnd - 1] == '\r';
  return target;
}

/// Does the byte range still lie where its line and column say? If not, the file is not the one that was analysed.
bool fits(const Target& target, const Place& at) {
  if (at.begin > at.end || at.end > target.text.size()) return false;
  if (at.line == 0 || at.column == 0) return true;
  if (at.line > target.lineStarts.size()) return false;
  uint32_t start = target.lineStarts[at.line - 1];
  // A byte-order mark may or may not be counted in the first line's columns.
  return at.begin == start + at.column - 1 || (at.line == 1 && at.begin == start + at.column + 2);
}

bool isLines(const std::string& text) { return !text.empty() && text.back() == '\n'; }

bool sameEdit(const Edit& a, const Edit& b) {
  return a.at.begin == b.at.begin && a.at.end == b.at.end && a.text == b.text;
}

bool collides(const Edit& a, const Edit& b) {
  bool aInserts = a.at.begin == a.at.end, bInserts = b.at.begin == b.at.end;
  if (aInserts && bInserts)  // two whole lines at one place do not disturb each other; anything else might
    return a.at.begin == b.at.begin && !(isLines(a.text) && isLines(b.text));
  if (aInserts) return b.at.begin < a.at.begin && a.at.begin < b.at.end;
  if (bInserts) return a.at.begin < b.at.begin && b.at.begin < a.at.end;
  return a.at.begin < b.at.end && b.at.begin < a.at.end;
}

std::string withLineEnds(const std::string& text, bool crlf) {
  if (!crlf) return text;
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) result += '\r';
    result += text[i];
  }
  return result;
}

std::string edited(const Target& target) {
  std::vector<Edit> edits = target.accepted;
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::tie(a.at.begin, a.at.end) < std::tie(b.at.begin, b.at.end);
  });
  std::string result;
  uint32_t copied = 0;
  for (const Edit& edit : edits) {
    result.append(target.text, copied, edit.at.begin - copied);
    result += withLineEnds(edit.text, target.crlf);
    copied = edit.at.end;
  }
  return result.append(target.text, copied);
}

bool writeAll(int file, const std::string& text) {
  for (size_t written = 0; written < text.size();) {
    ssize_t some = ::write(file, text.data() + written, text.size() - written);
    if (some < 0 && errno == EINTR) continue;
    if (some <= 0) return false;
    written += static_cast<size_t>(some);
  }
  return true;
}

/// Empty on success, else what went wrong. The old file stays whole until the new one is on disk.
std::string replaceFile(const Target& target, const std::string& text) {
  PendingFile file(target.real, 0600);
  if (file.path().empty()) return std::string("cannot write beside it: ") + std::strerror(errno);
  bool written = writeAll(file.descriptor(), text);
  if (fchown(file.descriptor(), target.owner, target.group) != 0) errno = 0;  // only the superuser can give files away
  written = fchmod(file.descriptor(), target.mode) == 0 && written;
  written = fsync(file.descriptor()) == 0 && written;
  if (!written) return std::string("cannot be written: ") + std::strerror(errno);
  if (stampOf(target.real) != target.stamp) return "not fixed: the file changed since it was read";
  if (!file.put()) return std::string("cannot be replaced: ") + std::strerror(errno);
  int folder = ::open(target.real.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync(folder);
    close(folder);
  }
  return "";
}

class Engine {
 public:
  Engine(const std::string& root) {
    std::error_code failed;
    root_ = fs::canonical(root.empty() ? "." : root, failed);
    if (failed) outcome_.errors.push_back({root, 0, "cannot be fixed: " + failed.message()});
  }

  void consider(const Fix& fix) {
    if (fix.edits.empty() || root_.empty()) return;
    std::vector<std::pair<Target*, const Edit*>> fresh;
    for (const Edit& edit : fix.edits) {
      Target* target = targetOf(edit.at.path);
      if (!target) return;
      if (!fits(*target, edit.at)) {
        fail({edit.at.path, edit.at.line, "not fixed: the file changed since it was read"});
        return;
      }
      bool known = false;
      for (const Edit& earlier : target->accepted) {
        if (sameEdit(edit, earlier)) {
          known = true;
        } else if (collides(edit, earlier)) {
          ++outcome_.conflicting;
          return;
        }
      }
      if (!known) fresh.emplace_back(target, &edit);
    }
    for (auto& [target, edit] : fresh) target->accepted.push_back(*edit);
    ++outcome_.applied;
  }

  FixOutcome finish(bool write) {
    for (auto& [path, target] : files_) {
      if (target.accepted.empty()) continue;
      std::string text = edited(target);
      if (text == target.text) continue;
      std::string problem = write ? replaceFile(target, text) : "";
      if (problem.empty()) {
        outcome_.changedFiles.push_back(names_.at(path));
      } else {
        outcome_.errors.push_back({names_.at(path), 0, problem});
      }
    }
    return std::move(outcome_);
  }

 private:
  Target* targetOf(const std::string& path) {
    if (auto known = resolved_.find(path); known != resolved_.end())
      return known->second.empty() ? nullptr : &files_.at(known->second);
    auto target = open(root_, path);
    if (!target) {
      fail(target.error());
      resolved_[path] = "";
      return nullptr;
    }
    std::string real = target->real.string();
    resolved_[path] = real;
    names_.try_emplace(real, path);
    return &files_.try_emplace(real, std::move(*target)).first->second;
  }

  void fail(Error error) {
    for (const Error& known : outcome_.errors)
      if (known.path == error.path && known.what == error.what) return;
    outcome_.errors.push_back(std::move(error));
  }

  fs::path root_;
  std::map<std::string, Target> files_;          // by resolved path: two names of one file share their edits
  std::map<std::string, std::string> resolved_;  // as named by edits; empty: cannot be fixed
  std::map<std::string, std::string> names_;     // resolved path to the first name
  FixOutcome outcome_;
};

}  // namespace

FixOutcome applyFixes(const std::string& root, const std::vector<Fix>& fixes, bool write) {
  Engine engine(root);
  for (const Fix& fix : fixes) engine.consider(fix);
  return engine.finish(write);
}

}  // namespace tls_tidy
