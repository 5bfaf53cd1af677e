extern alias generator;

using generator::ContrastiveDsl.Language;
using VerifyXunit;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>
/// What a run's folder calls the things of a declaration. Another name than before is another form: whoever changes one
/// counts <see cref="Fingerprint.Form"/> up, so that runs of before are not said to have been declared otherwise.
/// </summary>
public sealed class RecordedNamesTests
{
    [Fact]
    public async Task Names_OfTheFormOfNow_AreAsRecorded() =>
        await Verifier
            .Verify(string.Join("\n", Names()), "txt")
            .UseDirectory("Snapshots")
            .UseFileName("Recorded.Form" + Fingerprint.Form);

    /// <summary>Each kind of model with its properties.</summary>
    private static IEnumerable<string> Names() =>
        typeof(Model)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Model)) && !type.IsAbstract && type != typeof(TypeName))
            .Select(type => type.Name + ": " + string.Join(", ", Properties(type)))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Properties(Type model) =>
        model
            .GetProperties()
            .Where(property => property.CanWrite && property.PropertyType != typeof(AttributeIndex))
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal);
}
