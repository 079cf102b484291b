using System.Diagnostics;
using GatewayKit.Kubernetes.Tests.Translation;
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

        var watch = new Stopwatch();
        for (var i = 0; i < 20; i++)
        {
            cluster.Set(Make.Route($"route-{i}", Make.Parent("gw"), "changed.com"));
            watch.Start();
            cluster.Translate();
            watch.Stop();
            cluster.Set(Make.Service($"route-{i}"));
            watch.Start();
            cluster.Translate();
            watch.Stop();
        }

        output.WriteLine($"A change: {watch.Elapsed.TotalMilliseconds / 40:0.0} ms");
        Assert.Equal(40, cluster.Http.Calls.Count);
    }
}
