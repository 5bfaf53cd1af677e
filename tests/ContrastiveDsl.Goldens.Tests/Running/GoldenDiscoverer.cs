using ContrastiveDsl.Goldens.Tests.Format;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ContrastiveDsl.Goldens.Tests.Running;

/// <summary>Turns every case of every golden file into a test case of its own.</summary>
public sealed class GoldenDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    )
    {
        var display = discoveryOptions.MethodDisplayOrDefault();
        var options = discoveryOptions.MethodDisplayOptionsOrDefault();
        foreach (var (topic, cases) in GoldenFolder.Topics)
        {
            foreach (var found in cases)
            {
                object[] arguments = [topic, found.Name];
                yield return GoldenTopics.WhyNot(topic, found) is { } reason
                    ? new XunitSkippedDataRowTestCase(diagnostics, display, options, testMethod, reason, arguments)
                    : new XunitTestCase(diagnostics, display, options, testMethod, arguments);
            }
        }
    }
}
