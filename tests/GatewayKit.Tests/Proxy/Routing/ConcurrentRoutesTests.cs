using System.Net;
using System.Text;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Proxy.Routing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Proxy.Routing;

public sealed class ConcurrentRoutesTests
{
    private const string Open = "routes: { one: { match: { path: /one }, plugins: [ { name: text } ] } }\n" + ProbeHost.Cluster;
    private const string Closed = "routes: { one: { match: { path: /one }, plugins: [ { name: text }, { name: token } ] } }";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_route_that_gets_authentication_while_the_hosts_own_routes_change_is_protected()
    {
        var (policy, own) = (new HoldingMatcherPolicy(), new InMemoryConfigProvider([], []));
        await using var gateway =
            await ProbeHost.StartAsync(new Probe(), Open.Replace(ProbeHost.Cluster, "", StringComparison.Ordinal), setup => setup
                .WithPlugin<TextPlugin>()
                .WithGateway(g => g.Services.AddSingleton<MatcherPolicy>(policy).AddSingleton<IProxyConfigProvider>(own)));
        using (var open = await gateway.Client.GetAsync("/one"))
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        var (index, table) = (gateway.Services.GetRequiredService<RouteIndex>(), gateway.Services.GetRequiredService<RouteTable>());
        var active = gateway.Services.GetRequiredService<CurrentSnapshot>().Active;
        var errors = new ConfigErrors();
        var config = DocumentBinder.Bind(Encoding.UTF8.GetBytes(Closed), "test.yaml", "/", errors);
        var next = gateway.Services.GetRequiredService<SnapshotCompiler>().Compile(config!, active.Catalog, active, errors);
        Assert.NotNull(next);

        // 1. The index has both snapshots; the host's own routes change, and a matcher is built.
        index.Use(active, next);
        var release = policy.Hold();
        var change = Task.Run(() => own.Update([new RouteConfig { RouteId = "own", Match = new RouteMatch { Path = "/own" } }], []));
        await policy.Entered.Task.WaitAsync(s_patience);

        // 2. Meanwhile, the next snapshot takes effect.
        table.Use(next);
        index.Use(next);
        release.SetResult();
        await change.WaitAsync(s_patience);

        using var answer = await gateway.Client.GetAsync("/one");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
