using Xunit.Sdk;

namespace ContrastiveDsl.Goldens.Tests.Running;

/// <summary>
/// Makes a method a test of every golden case; cases that nothing implements are reported as skipped, by name.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ContrastiveDsl.Goldens.Tests.Running.GoldenDiscoverer", "ContrastiveDsl.Goldens.Tests")]
public sealed class GoldenTheoryAttribute : FactAttribute;
