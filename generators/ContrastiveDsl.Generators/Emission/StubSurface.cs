using System.Collections.Generic;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What a stub shows.</summary>
/// <param name="Modifier">Modifiers of the class, with a space behind them.</param>
/// <param name="BaseList">Base class or interface with the colon before it, or nothing.</param>
/// <param name="Members">Its members.</param>
internal sealed record StubSurface(string Modifier, string BaseList, IReadOnlyList<StubMember> Members);
