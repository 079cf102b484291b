using GatewayKit.EndToEnd.Support;
using GatewayKit.EndToEnd.Templates;
using GatewayKit.EndToEnd.Tutorials;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("GatewayKit.EndToEnd.Support." + nameof(LongestFirst), "GatewayKit.EndToEnd.Tests")]

namespace GatewayKit.EndToEnd.Support;

/// <summary>Starts the test classes that take longest first, so that the others run beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_longest = [nameof(TutorialTests), nameof(CreatedProjectTests), nameof(HostWithPluginsTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections)
        => testCollections.OrderByDescending(
            collection => Array.Exists(s_longest, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal)));
}
