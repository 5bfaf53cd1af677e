namespace System.Runtime.CompilerServices;

/// <summary>
/// Known to the compiler, absent from .NET Standard 2.0: names the argument that an interpolated string handler is made
/// with.
/// </summary>
/// <param name="argument">Name of the parameter; empty for the receiver of the call.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    /// <summary>Names of the parameters.</summary>
    public string[] Arguments { get; } = [argument];
}
