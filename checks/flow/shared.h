// Shared: a value that many states hold and few change. Copies cost a counter; edit() makes the value this holder's own first.
//
// A reference from edit() is good until the holder is copied or the next edit(): what is written through it later
// would be seen by both.
#pragma once
#include <memory>
#include <utility>

namespace tls_tidy {

template <class T>
class Shared {
 public:
  Shared() = default;
  Shared(T value) : value_(std::make_shared<T>(std::move(value))) {}

  const T& operator*() const { return value_ ? *value_ : empty(); }
  const T* operator->() const { return &**this; }
  T& edit() {
    if (!value_) value_ = std::make_shared<T>();
    else if (value_.use_count() > 1) value_ = std::make_shared<T>(*value_);
    return *value_;
  }
  /// True without a look at the values: both hold the very same one.
  bool same(const Shared& other) const { return value_ == other.value_; }
  bool operator==(const Shared& other) const { return same(other) || **this == *other; }

 private:
  static const T& empty() {
    static const T kEmpty{};
    return kEmpty;
  }
  std::shared_ptr<T> value_;
};

}  // namespace tls_tidy
