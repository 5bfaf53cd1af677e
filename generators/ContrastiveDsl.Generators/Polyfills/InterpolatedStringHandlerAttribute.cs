namespace System.Runtime.CompilerServices;

/// <summary>
/// Known to the compiler, absent from .NET Standard 2.0: marks a type that receives interpolated strings.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;
