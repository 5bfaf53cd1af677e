namespace TorchSharp.Interop;

/// <summary>The native bridge's entries. Short getters skip the runtime's transition; they neither block nor call back.</summary>
internal static unsafe partial class Bridge
{
    private const string Library = "TorchBridge";

    [DllImport(Library)] internal static extern int tb_call(nint operation, NativeArgument* arguments, int count, NativeArgument* results, int capacity);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint tb_find(string name, string overload);
    [DllImport(Library)] private static extern byte* tb_last_error();
    [DllImport(Library)] internal static extern void tb_free(void* memory);

    [DllImport(Library)] internal static extern void tb_tensor_delete(nint handle);
    [DllImport(Library)] internal static extern void* tb_tensor_data(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern long tb_tensor_dim(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern long tb_tensor_numel(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_dtype(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_device_type(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_device_index(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern long tb_tensor_element_size(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern long tb_tensor_storage_offset(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_is_contiguous(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_is_sparse(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_is_leaf(nint handle);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_geometry(nint handle, long* sizes, long* strides);

    [DllImport(Library), SuppressGCTransition] internal static extern int tb_tensor_requires_grad(nint handle);
    [DllImport(Library)] internal static extern int tb_tensor_set_requires_grad(nint handle, int value);
    [DllImport(Library)] internal static extern int tb_tensor_retain_grad(nint handle);
    [DllImport(Library)] internal static extern nint tb_tensor_grad(nint handle);
    [DllImport(Library)] internal static extern int tb_tensor_set_grad(nint handle, nint value);
    [DllImport(Library)] internal static extern int tb_tensor_backward(nint handle, nint gradient, int retainGraph, int createGraph, nint* inputs, int count);
    [DllImport(Library), SuppressGCTransition] internal static extern int tb_grad_enabled();
    [DllImport(Library), SuppressGCTransition] internal static extern void tb_set_grad_enabled(int value);
    [DllImport(Library)] internal static extern int tb_inference_enabled();
    [DllImport(Library)] internal static extern nint tb_inference_enter(int value);
    [DllImport(Library)] internal static extern void tb_inference_leave(nint guard);

    [DllImport(Library)] internal static extern nint tb_generator_new(ulong seed);
    [DllImport(Library)] internal static extern nint tb_generator_default();
    [DllImport(Library)] internal static extern void tb_generator_delete(nint handle);
    [DllImport(Library)] internal static extern int tb_generator_manual_seed(nint handle, ulong seed);
    [DllImport(Library)] internal static extern long tb_generator_seed(nint handle);
    [DllImport(Library)] internal static extern long tb_generator_initial_seed(nint handle);
    [DllImport(Library)] internal static extern nint tb_generator_get_state(nint handle);
    [DllImport(Library)] internal static extern int tb_generator_set_state(nint handle, nint state);

    [DllImport(Library)] internal static extern int tb_get_num_threads();
    [DllImport(Library)] internal static extern int tb_set_num_threads(int count);
    [DllImport(Library)] internal static extern int tb_get_num_interop_threads();
    [DllImport(Library)] internal static extern int tb_set_num_interop_threads(int count);
    [DllImport(Library)] internal static extern int tb_cuda_available();
    [DllImport(Library)] internal static extern int tb_cuda_count();
    [DllImport(Library)] internal static extern int tb_cuda_manual_seed(ulong seed, int all);
    [DllImport(Library)] internal static extern int tb_cuda_synchronize(long index);
    [DllImport(Library)] internal static extern int tb_cudnn_available();
    [DllImport(Library)] internal static extern int tb_get_tf32(int cudnn);
    [DllImport(Library)] internal static extern void tb_set_tf32(int cudnn, int value);

    /// <summary>The failure of the last native call on this thread, as the exception TorchSharp throws.</summary>
    internal static ExternalException LastError() => new(Marshal.PtrToStringUTF8((nint)tb_last_error()));

    internal static void Check(int status)
    {
        if (status < 0)
        {
            throw LastError();
        }
    }

    internal static nint Check(nint handle) => handle != 0 ? handle : throw LastError();
}
