// Records the names of the operators that libtorch runs. One callback serves all recordings that are open.

#include <ATen/record_function.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

struct Recording { std::vector<std::string> names; };

std::mutex guard;
std::vector<Recording*> active;
at::CallbackHandle callback = 0;

std::unique_ptr<at::ObserverContext> on_start(const at::RecordFunction& function) {
  std::lock_guard<std::mutex> lock(guard);
  for (auto recording : active) recording->names.emplace_back(function.name());
  return nullptr;
}

}  // namespace

EXPORT void* tr_start() noexcept {
  try {
    std::lock_guard<std::mutex> lock(guard);
    if (active.empty())
      callback = at::addGlobalCallback(at::RecordFunctionCallback(&on_start).scopes({at::RecordScope::FUNCTION, at::RecordScope::BACKWARD_FUNCTION}));
    active.push_back(new Recording());
    return active.back();
  } catch (...) {
    return nullptr;
  }
}

EXPORT void tr_stop(void* recording) noexcept {
  try {
    std::lock_guard<std::mutex> lock(guard);
    active.erase(std::remove(active.begin(), active.end(), static_cast<Recording*>(recording)), active.end());
    if (active.empty()) at::removeCallback(callback);
  } catch (...) {
  }
}

EXPORT void tr_delete(void* recording) noexcept { delete static_cast<Recording*>(recording); }

EXPORT int64_t tr_count(void* recording) noexcept {
  std::lock_guard<std::mutex> lock(guard);
  return static_cast<int64_t>(static_cast<Recording*>(recording)->names.size());
}

EXPORT void tr_name(void* recording, int64_t index, char* text, int32_t capacity) noexcept {
  std::lock_guard<std::mutex> lock(guard);
  const auto& name = static_cast<Recording*>(recording)->names[index];
  std::strncpy(text, name.c_str(), capacity - 1);
  text[capacity - 1] = '\0';
}
