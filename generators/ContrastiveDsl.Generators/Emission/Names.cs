namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Types that emitted code names, in full: the code that emits them need not know where they will stand. <see
/// cref="NameScope"/> shortens them on their way into a file.
/// </summary>
internal static class Names
{
    public const string Torch = "global::TorchSharp.torch";
    public const string NN = Torch + ".nn";
    public const string Tensor = Torch + ".Tensor";
    public const string Device = Torch + ".Device";
    public const string Module = NN + ".Module<" + Tensor + ", " + Tensor + ">";

    /// <summary>The namespace of TorchSharp's extension methods.</summary>
    public const string Extensions = "TorchSharp";

    public const string Augmentation = "global::ContrastiveDsl.Augmentation";
    public const string Data = "global::ContrastiveDsl.Data";
    public const string Losses = "global::ContrastiveDsl.Losses";
    public const string Memory = "global::ContrastiveDsl.Memory";
    public const string Modules = "global::ContrastiveDsl.Modules";
    public const string Native = "global::ContrastiveDsl.Native";
    public const string Optimization = "global::ContrastiveDsl.Optimization";
    public const string Randomness = "global::ContrastiveDsl.Randomness";
    public const string State = "global::ContrastiveDsl.State";
    public const string Training = "global::ContrastiveDsl.Training";
}
