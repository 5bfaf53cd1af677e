namespace TorchSharp.Interop;

/// <summary>
/// An ATen operator by its schema name. Arguments follow the schema's order; trailing ones may be left out where the schema has defaults.
/// libtorch's errors become <see cref="ExternalException"/>.
/// </summary>
internal sealed unsafe class Op(string schema)
{
    private nint handle;

    /// <summary>Whether this machine's libtorch has the operator.</summary>
    internal bool IsKnown => handle != 0 || TryFind() != 0;

    /// <summary>For operators that return one tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        NativeArgument result;
        Invoke(arguments, &result, 1);
        return new Tensor((nint)result.Bits);
    }

    /// <summary>For operators that write into their first argument: returns that argument, not a new wrapper.</summary>
    internal Tensor On(params ReadOnlySpan<Arg> arguments)
    {
        Invoke(arguments, null, 0);
        return Unsafe.As<Tensor>(arguments[0].Owner!);
    }

    internal (Tensor, Tensor) CallTwo(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeArgument[2];
        Invoke(arguments, results, 2);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits));
    }

    internal (Tensor, Tensor, Tensor) CallThree(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeArgument[3];
        Invoke(arguments, results, 3);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits), new Tensor((nint)results[2].Bits));
    }

    /// <summary>For operators that return a list of tensors.</summary>
    internal Tensor[] CallMany(params ReadOnlySpan<Arg> arguments)
    {
        NativeArgument result;
        Invoke(arguments, &result, 1);
        var handles = (nint*)result.Bits;
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new Tensor(handles[i]);
        }
        Bridge.tb_free(handles);
        return tensors;
    }

    /// <summary>For operators that return a number or a truth value.</summary>
    internal Scalar CallScalar(params ReadOnlySpan<Arg> arguments)
    {
        NativeArgument result;
        Invoke(arguments, &result, 1);
        return result.Tag switch
        {
            ArgumentTag.Double => BitConverter.Int64BitsToDouble(result.Bits),
            ArgumentTag.Bool => result.Bits != 0,
            _ => result.Bits,
        };
    }

    private void Invoke(ReadOnlySpan<Arg> arguments, NativeArgument* results, int capacity)
    {
        if (handle == 0)
        {
            handle = Find();
        }
        var native = stackalloc NativeArgument[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            ref readonly var argument = ref arguments[i];
            native[i].Tag = argument.Tag;
            native[i].Count = argument.Count;
            native[i].Bits = argument.Bits;
        }
        if (Bridge.tb_call(handle, native, arguments.Length, results, capacity) < 0)
        {
            throw Bridge.LastError();
        }
    }

    private nint Find()
    {
        var found = TryFind();
        return found != 0 ? found : throw Bridge.LastError();
    }

    private nint TryFind()
    {
        var dot = schema.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? schema : schema[..dot];
        var overload = dot < 0 ? "" : schema[(dot + 1)..];
        return Bridge.tb_find("aten::" + name, overload);
    }
}
