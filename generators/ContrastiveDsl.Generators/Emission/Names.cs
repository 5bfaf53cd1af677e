namespace ContrastiveDsl.Generators.Emission;

/// <summary>Types that emitted code names in full, so that no type of the user's can take their place.</summary>
internal static class Names
{
    public const string Torch = "global::TorchSharp.torch";
    public const string NN = Torch + ".nn";
    public const string Tensor = Torch + ".Tensor";
    public const string Device = Torch + ".Device";
    public const string Module = NN + ".Module<" + Tensor + ", " + Tensor + ">";
    public const string To = "global::TorchSharp.ModuleExtensionMethods.to";

    public const string Augmentation = "global::ContrastiveDsl.Augmentation";
    public const string Data = "global::ContrastiveDsl.Data";
    public const string Losses = "global::ContrastiveDsl.Losses";
    public const string Memory = "global::ContrastiveDsl.Memory";
    public const string Modules = "global::ContrastiveDsl.Modules";
    public const string Native = "global::ContrastiveDsl.Native";
    public const string Optimization = "global::ContrastiveDsl.Optimization";
    public const string Randomness = "global::ContrastiveDsl.Randomness";
    public const string Training = "global::ContrastiveDsl.Training";
}
