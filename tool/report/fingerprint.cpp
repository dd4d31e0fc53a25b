#include "tool/report/fingerprint.h"

#include <array>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

namespace tls_tidy {
namespace {

constexpr size_t kWindow = 100;
constexpr uint64_t kFactor = 37;

class LineHasher {
 public:
  void add(uint16_t unit) {
    bool secondOfPair = afterReturn_ && unit == '\n';
    if (unit == ' ' || unit == '\t' || secondOfPair) {
      afterReturn_ = false;
      return;
    }
    afterReturn_ = unit == '\r';
    if (unit == '\r') unit = '\n';
    emitIfLineStarted();
    if (atLineStart_) {
      atLineStart_ = false;
      lines_[index_] = ++line_;
    }
    if (unit == '\n') atLineStart_ = true;
    roll(unit);
  }

  std::vector<std::string> finish() {
    add(0xFFFF);
    for (size_t i = 0; i < kWindow; ++i) {
      emitIfLineStarted();
      roll(0);
    }
    return std::move(hashes_);
  }

 private:
  static constexpr uint64_t outFactor() {
    uint64_t power = 1;
    for (size_t i = 0; i < kWindow; ++i) power *= kFactor;
    return power;
  }

  void roll(uint16_t unit) {
    hash_ = hash_ * kFactor + unit - outFactor() * window_[index_];
    window_[index_] = unit;
    index_ = (index_ + 1) % kWindow;
  }

  void emitIfLineStarted() {
    if (lines_[index_] == 0) return;
    hashes_.push_back(fmt::format("{:x}:{}", hash_, ++counts_[hash_]));
    lines_[index_] = 0;
  }

  std::array<uint16_t, kWindow> window_{};
  std::array<size_t, kWindow> lines_{};  // line that starts at this place of the window; 0: none
  uint64_t hash_ = 0;
  size_t index_ = 0, line_ = 0;
  bool atLineStart_ = true, afterReturn_ = false;
  std::unordered_map<uint64_t, size_t> counts_;
  std::vector<std::string> hashes_;
};

/// FNV-1a: identity, not security.
uint64_t hashOf(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325;
  for (unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3;
  return hash;
}

}  // namespace

std::vector<std::string> lineHashes(std::string_view bytes) {
  LineHasher hasher;
  while (!bytes.empty()) {
    CodePoint point = firstCodePoint(bytes);
    if (point.value > 0xFFFF) {
      hasher.add(static_cast<uint16_t>(0xD800 + ((point.value - 0x10000) >> 10)));
      hasher.add(static_cast<uint16_t>(0xDC00 + ((point.value - 0x10000) & 0x3FF)));
    } else {
      hasher.add(static_cast<uint16_t>(point.value));
    }
    bytes.remove_prefix(point.bytes);
  }
  return hasher.finish();
}

std::vector<std::string> fingerprints(const std::vector<Finding>& findings, SourceTexts& texts) {
  std::vector<std::string> result;
  std::map<std::string, size_t> occurrences;
  for (const Finding& finding : findings) {
    std::string key = finding.rule + '\0' + finding.function + '\0';
    const std::string& bytes = texts.of(finding.at.path).bytes();
    for (size_t i = finding.at.begin; i < finding.at.end && i < bytes.size(); ++i)
      if (std::string_view(" \t\r\n").find(bytes[i]) == std::string_view::npos) key += bytes[i];
    key += '\0' + std::to_string(++occurrences[key]);
    result.push_back(fmt::format("{:016x}", hashOf(key)));
  }
  return result;
}

}  // namespace tls_tidy
