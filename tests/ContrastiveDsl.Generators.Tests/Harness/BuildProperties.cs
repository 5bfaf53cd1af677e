using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>Build properties as the compiler shows them to generators.</summary>
/// <param name="properties">Values by name.</param>
internal sealed class BuildProperties(params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
{
    private readonly Options options = new(
        properties.ToDictionary(pair => "build_property." + pair.Name, pair => pair.Value)
    );

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions => options;

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => options;

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
