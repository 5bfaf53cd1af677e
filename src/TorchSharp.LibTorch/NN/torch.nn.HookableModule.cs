namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Stands between modules and modules with a forward, as in TorchSharp.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            protected HookableModule(string name)
                : base(name)
            {
            }
        }
    }
}
