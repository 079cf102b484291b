using System.Diagnostics;
using Xunit.Abstractions;

namespace GatewayKit.Kubernetes.Tests.Translation.Memory;

public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public void A_change_of_one_of_5000_routes_translates_one()
    {
        var cluster = new TestCluster()
            .Set(Make.Gateway("gw", Make.Http("http").Allowing(Make.From("All"))))
            .Set(Enumerable.Range(0, 5000).Select(i => Make.Route($"route-{i}", Make.Parent("gw"), $"host-{i}.com")));
        cluster.Translate();
        cluster.Http.Calls.Clear();

        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            cluster.Set(Make.Route($"route-{i}", Make.Parent("gw"), "changed.com"));
            var start = Stopwatch.GetTimestamp();
            cluster.Translate();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"Milliseconds for a change: {string.Join(' ', times.Order().Select(time => $"{time:0.0}"))}");
        Assert.Equal(20, cluster.Http.Calls.Count);
    }
}
