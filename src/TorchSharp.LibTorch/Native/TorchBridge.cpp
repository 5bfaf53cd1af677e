// The one native file of the stand-in: it calls any ATen operator by its schema name through libtorch's dispatcher, and offers the few
// things that are not operators (handles, metadata, autograd, generators, devices). Every tensor crosses as an at::Tensor* on the heap;
// an undefined tensor crosses as nullptr. No exception leaves this file: each entry catches all and keeps the message per thread.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/cuda.h>

#include <string>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum Tag : int32_t {
  None = 0, Tensor = 1, Int = 2, Double = 3, Bool = 4, IntList = 5, DoubleList = 6, TensorList = 7, OptionalTensorList = 8, Device = 9,
  String = 10, Generator = 11, Complex = 12,
};

// One argument or result. Lists, strings and pairs point at memory of the caller; result lists are malloc'ed and freed by the caller.
struct Argument {
  int32_t tag;
  int32_t count;
  union { int64_t integer; double real; void* pointer; };
};

thread_local std::string last_error;

void keep(const char* message) noexcept {
  try { last_error = message; } catch (...) { last_error.clear(); }
}

// Runs the body; on an exception keeps its message and returns the given failure value.
template <class Body, class Result>
Result guarded(Body body, Result failure) noexcept {
  try { return body(); }
  catch (const c10::Error& error) { keep(error.what_without_backtrace()); }
  catch (const std::exception& error) { keep(error.what()); }
  catch (...) { keep("an unknown native exception"); }
  return failure;
}

at::Tensor* release(at::Tensor value) { return value.defined() ? new at::Tensor(std::move(value)) : nullptr; }

const at::Tensor& tensor(void* pointer) {
  TORCH_CHECK(pointer != nullptr, "a tensor is null or disposed");
  return *static_cast<at::Tensor*>(pointer);
}

template <class Element>
c10::List<Element> list(const Argument& argument) {
  auto elements = static_cast<const Element*>(argument.pointer);
  c10::List<Element> result;
  result.reserve(argument.count);
  for (int32_t i = 0; i < argument.count; i++) result.push_back(elements[i]);
  return result;
}

c10::IValue tensors(const Argument& argument) {
  auto elements = static_cast<at::Tensor**>(argument.pointer);
  c10::List<at::Tensor> result;
  result.reserve(argument.count);
  for (int32_t i = 0; i < argument.count; i++) result.push_back(tensor(elements[i]));
  return result;
}

// c10::optional in libtorch 1.x, std::optional later.
using OptionalTensor = decltype(std::declval<c10::IValue&>().toOptional<at::Tensor>());

c10::IValue optional_tensors(const Argument& argument) {
  auto elements = static_cast<at::Tensor**>(argument.pointer);
  c10::List<OptionalTensor> result;
  result.reserve(argument.count);
  for (int32_t i = 0; i < argument.count; i++)
    result.push_back(elements[i] ? OptionalTensor(*elements[i]) : OptionalTensor());
  return result;
}

c10::IValue box(const Argument& argument) {
  switch (argument.tag) {
    case None: return {};
    case Tensor: return argument.pointer ? c10::IValue(*static_cast<at::Tensor*>(argument.pointer)) : c10::IValue();
    case Int: return argument.integer;
    case Double: return argument.real;
    case Bool: return argument.integer != 0;
    case IntList: return list<int64_t>(argument);
    case DoubleList: return list<double>(argument);
    case TensorList: return tensors(argument);
    case OptionalTensorList: return optional_tensors(argument);
    case Device: return c10::Device(static_cast<c10::DeviceType>(argument.count), static_cast<c10::DeviceIndex>(argument.integer));
    case String: return std::string(static_cast<const char*>(argument.pointer), argument.count);
    case Generator: return *static_cast<at::Generator*>(argument.pointer);
    case Complex: {
      auto parts = static_cast<const double*>(argument.pointer);
      return c10::complex<double>(parts[0], parts[1]);
    }
    default: TORCH_CHECK(false, "unknown argument tag ", argument.tag);
  }
}

void unbox_list(const std::vector<at::Tensor>& values, Argument& result) {
  auto handles = static_cast<at::Tensor**>(malloc(sizeof(at::Tensor*) * (values.size() + 1)));
  for (size_t i = 0; i < values.size(); i++) handles[i] = release(values[i]);
  result.tag = TensorList;
  result.count = static_cast<int32_t>(values.size());
  result.pointer = handles;
}

void unbox(c10::IValue& value, Argument& result) {
  result.count = 0;
  if (value.isTensor()) { result.tag = Tensor; result.pointer = release(std::move(value).toTensor()); }
  else if (value.isTensorList()) unbox_list(value.toTensorVector(), result);
  else if (value.isInt()) { result.tag = Int; result.integer = value.toInt(); }
  else if (value.isDouble()) { result.tag = Double; result.real = value.toDouble(); }
  else if (value.isBool()) { result.tag = Bool; result.integer = value.toBool(); }
  else { result.tag = None; result.pointer = nullptr; }
}

// The caller may leave out trailing arguments: the schema's defaults stand in, so a later libtorch may append arguments.
void append_defaults(const c10::FunctionSchema& schema, torch::jit::Stack& stack) {
  const auto& arguments = schema.arguments();
  for (size_t i = stack.size(); i < arguments.size(); i++) {
    const auto& value = arguments[i].default_value();
    TORCH_CHECK(value.has_value(), schema.name(), ": argument '", arguments[i].name(), "' is missing");
    stack.push_back(*value);
  }
}

}  // namespace

EXPORT const char* tb_last_error() noexcept { return last_error.c_str(); }

EXPORT void* tb_find(const char* name, const char* overload) noexcept {
  return guarded([&]() -> void* {
    auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    TORCH_CHECK(handle.has_value(), "libtorch has no operator ", name, ".", overload);
    return new c10::OperatorHandle(*handle);
  }, static_cast<void*>(nullptr));
}

// Returns the number of results, or -1. With capacity 0 the results are dropped: an in-place operator's result is its own argument.
EXPORT int32_t tb_call(void* operation, const Argument* arguments, int32_t count, Argument* results, int32_t capacity) noexcept {
  return guarded([&]() -> int32_t {
    auto& handle = *static_cast<c10::OperatorHandle*>(operation);
    const auto& schema = handle.schema();
    torch::jit::Stack stack;
    stack.reserve(schema.arguments().size());
    for (int32_t i = 0; i < count; i++) stack.push_back(box(arguments[i]));
    if (stack.size() < schema.arguments().size()) append_defaults(schema, stack);
    handle.callBoxed(&stack);
    if (capacity == 0) return 0;
    TORCH_CHECK(static_cast<int32_t>(stack.size()) <= capacity, schema.name(), " returned ", stack.size(), " values");
    for (size_t i = 0; i < stack.size(); i++) unbox(stack[i], results[i]);
    return static_cast<int32_t>(stack.size());
  }, -1);
}

EXPORT void tb_free(void* memory) noexcept { free(memory); }

// ---- tensors: handle and metadata -------------------------------------------------------------------------------------------------

EXPORT void tb_tensor_delete(void* handle) noexcept { delete static_cast<at::Tensor*>(handle); }
EXPORT void* tb_tensor_data(void* handle) noexcept {
  return guarded([&]() -> void* { return tensor(handle).data_ptr(); }, static_cast<void*>(nullptr));
}
EXPORT int64_t tb_tensor_dim(void* handle) noexcept { return guarded([&] { return tensor(handle).dim(); }, int64_t{-1}); }
EXPORT int64_t tb_tensor_numel(void* handle) noexcept { return guarded([&] { return tensor(handle).numel(); }, int64_t{-1}); }
EXPORT int32_t tb_tensor_dtype(void* handle) noexcept {
  return guarded([&] { return static_cast<int32_t>(tensor(handle).scalar_type()); }, int32_t{-1});
}
EXPORT int32_t tb_tensor_device_type(void* handle) noexcept {
  return guarded([&] { return static_cast<int32_t>(tensor(handle).device().type()); }, int32_t{-1});
}
EXPORT int32_t tb_tensor_device_index(void* handle) noexcept {
  return guarded([&] { return static_cast<int32_t>(tensor(handle).device().index()); }, int32_t{-1});
}
EXPORT int64_t tb_tensor_element_size(void* handle) noexcept { return guarded([&] { return static_cast<int64_t>(tensor(handle).element_size()); }, int64_t{-1}); }
EXPORT int64_t tb_tensor_storage_offset(void* handle) noexcept { return guarded([&] { return tensor(handle).storage_offset(); }, int64_t{-1}); }
EXPORT int32_t tb_tensor_is_contiguous(void* handle) noexcept { return guarded([&] { return int32_t{tensor(handle).is_contiguous()}; }, int32_t{-1}); }
EXPORT int32_t tb_tensor_is_sparse(void* handle) noexcept { return guarded([&] { return int32_t{tensor(handle).is_sparse()}; }, int32_t{-1}); }
EXPORT int32_t tb_tensor_is_leaf(void* handle) noexcept { return guarded([&] { return int32_t{tensor(handle).is_leaf()}; }, int32_t{-1}); }

// Writes all sizes, then all strides.
EXPORT int32_t tb_tensor_geometry(void* handle, int64_t* sizes, int64_t* strides) noexcept {
  return guarded([&] {
    const auto& self = tensor(handle);
    auto size = self.sizes();
    if (sizes) std::copy(size.begin(), size.end(), sizes);
    if (strides) { auto stride = self.strides(); std::copy(stride.begin(), stride.end(), strides); }
    return int32_t{0};
  }, int32_t{-1});
}

// ---- autograd ---------------------------------------------------------------------------------------------------------------------

EXPORT int32_t tb_tensor_requires_grad(void* handle) noexcept { return guarded([&] { return int32_t{tensor(handle).requires_grad()}; }, int32_t{-1}); }
EXPORT int32_t tb_tensor_set_requires_grad(void* handle, int32_t value) noexcept {
  return guarded([&] { tensor(handle).set_requires_grad(value != 0); return int32_t{0}; }, int32_t{-1});
}
EXPORT int32_t tb_tensor_retain_grad(void* handle) noexcept { return guarded([&] { tensor(handle).retain_grad(); return int32_t{0}; }, int32_t{-1}); }
EXPORT void* tb_tensor_grad(void* handle) noexcept {
  return guarded([&]() -> void* { return release(tensor(handle).grad()); }, static_cast<void*>(nullptr));
}
EXPORT int32_t tb_tensor_set_grad(void* handle, void* value) noexcept {
  return guarded([&] { tensor(handle).mutable_grad() = value ? tensor(value) : at::Tensor(); return int32_t{0}; }, int32_t{-1});
}
EXPORT int32_t tb_tensor_backward(void* handle, void* gradient, int32_t retain_graph, int32_t create_graph, void** inputs, int32_t count) noexcept {
  return guarded([&] {
    std::vector<at::Tensor> leaves;
    for (int32_t i = 0; i < count; i++) leaves.push_back(tensor(inputs[i]));
    auto seed = gradient ? tensor(gradient) : at::Tensor();
    if (count > 0) tensor(handle).backward(seed, retain_graph != 0, create_graph != 0, at::TensorList(leaves));
    else tensor(handle).backward(seed, retain_graph != 0, create_graph != 0);
    return int32_t{0};
  }, int32_t{-1});
}
EXPORT int32_t tb_grad_enabled() noexcept { return c10::GradMode::is_enabled(); }
EXPORT void tb_set_grad_enabled(int32_t value) noexcept { c10::GradMode::set_enabled(value != 0); }
EXPORT int32_t tb_inference_enabled() noexcept { return c10::InferenceMode::is_enabled(); }
EXPORT void* tb_inference_enter(int32_t value) noexcept {
  return guarded([&]() -> void* { return new c10::InferenceMode(value != 0); }, static_cast<void*>(nullptr));
}
EXPORT void tb_inference_leave(void* guard) noexcept { delete static_cast<c10::InferenceMode*>(guard); }

// ---- generators -------------------------------------------------------------------------------------------------------------------

EXPORT void* tb_generator_new(uint64_t seed) noexcept {
  return guarded([&]() -> void* { return new at::Generator(at::make_generator<at::CPUGeneratorImpl>(seed)); }, static_cast<void*>(nullptr));
}
EXPORT void* tb_generator_default() noexcept {
  return guarded([&]() -> void* { return new at::Generator(at::detail::getDefaultCPUGenerator()); }, static_cast<void*>(nullptr));
}
EXPORT void tb_generator_delete(void* handle) noexcept { delete static_cast<at::Generator*>(handle); }
EXPORT int32_t tb_generator_manual_seed(void* handle, uint64_t seed) noexcept {
  return guarded([&] {
    auto& generator = *static_cast<at::Generator*>(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(seed);
    return int32_t{0};
  }, int32_t{-1});
}
EXPORT int64_t tb_generator_seed(void* handle) noexcept {
  return guarded([&] {
    auto& generator = *static_cast<at::Generator*>(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    return static_cast<int64_t>(generator.seed());
  }, int64_t{-1});
}
EXPORT int64_t tb_generator_initial_seed(void* handle) noexcept {
  return guarded([&] { return static_cast<int64_t>(static_cast<at::Generator*>(handle)->current_seed()); }, int64_t{-1});
}
EXPORT void* tb_generator_get_state(void* handle) noexcept {
  return guarded([&]() -> void* {
    auto& generator = *static_cast<at::Generator*>(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    return release(generator.get_state());
  }, static_cast<void*>(nullptr));
}
EXPORT int32_t tb_generator_set_state(void* handle, void* state) noexcept {
  return guarded([&] {
    auto& generator = *static_cast<at::Generator*>(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_state(tensor(state));
    return int32_t{0};
  }, int32_t{-1});
}

// ---- process and devices ----------------------------------------------------------------------------------------------------------

EXPORT int32_t tb_get_num_threads() noexcept { return guarded([] { return int32_t{at::get_num_threads()}; }, int32_t{-1}); }
EXPORT int32_t tb_set_num_threads(int32_t count) noexcept { return guarded([&] { at::set_num_threads(count); return int32_t{0}; }, int32_t{-1}); }
EXPORT int32_t tb_get_num_interop_threads() noexcept { return guarded([] { return static_cast<int32_t>(at::get_num_interop_threads()); }, int32_t{-1}); }
EXPORT int32_t tb_set_num_interop_threads(int32_t count) noexcept { return guarded([&] { at::set_num_interop_threads(count); return int32_t{0}; }, int32_t{-1}); }
EXPORT int32_t tb_cuda_available() noexcept { return guarded([] { return int32_t{torch::cuda::is_available()}; }, int32_t{0}); }
EXPORT int32_t tb_cuda_count() noexcept { return guarded([] { return static_cast<int32_t>(torch::cuda::device_count()); }, int32_t{0}); }
EXPORT int32_t tb_cuda_manual_seed(uint64_t seed, int32_t all) noexcept {
  return guarded([&] { all ? torch::cuda::manual_seed_all(seed) : torch::cuda::manual_seed(seed); return int32_t{0}; }, int32_t{-1});
}
EXPORT int32_t tb_cuda_synchronize(int64_t index) noexcept { return guarded([&] { torch::cuda::synchronize(index); return int32_t{0}; }, int32_t{-1}); }
EXPORT int32_t tb_cudnn_available() noexcept { return guarded([] { return int32_t{torch::cuda::cudnn_is_available()}; }, int32_t{0}); }
EXPORT int32_t tb_get_tf32(int32_t cudnn) noexcept {
  return guarded([&] { auto& c = at::globalContext(); return int32_t{cudnn ? c.allowTF32CuDNN() : c.allowTF32CuBLAS()}; }, int32_t{0});
}
EXPORT void tb_set_tf32(int32_t cudnn, int32_t value) noexcept {
  guarded([&] { auto& c = at::globalContext(); cudnn ? c.setAllowTF32CuDNN(value != 0) : c.setAllowTF32CuBLAS(value != 0); return 0; }, 0);
}
