// Result: a value, or what was wrong with the input that should have given it.
// For bad input only; a broken promise of ours is an assert.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace tls_tidy {

/// What is wrong, where, and what was expected or can be done.
/// line is 1-based; 0 means the whole file. column likewise; 0 means the whole line.
struct Error {
  std::string path;
  uint32_t line = 0;
  std::string what;
  uint32_t column = 0;
};

/// "path:line:column: what", without what is not known.
inline std::string toText(const Error& error) {
  std::string place = error.path;
  if (!place.empty() && error.line) place += ":" + std::to_string(error.line);
  if (!place.empty() && error.line && error.column) place += ":" + std::to_string(error.column);
  return place.empty() ? error.what : place + ": " + error.what;
}

template <class T>
class Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(Error error) : content_(std::move(error)) {}
  bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& operator*() { return std::get<0>(content_); }
  const T& operator*() const { return std::get<0>(content_); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }
  const Error& error() const { return std::get<1>(content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace tls_tidy
