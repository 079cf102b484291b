using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime;

public class GatewayConfigCheckerTests
{
    private const string Clusters = """
        clusters:
          good: { destinations: { one: { address: "http://127.0.0.1:1" } } }
          bad: { destinations: { one: { address: "127.0.0.1:1" } } }
        """;

    [Fact]
    public async Task Good_routes_are_kept_and_each_bad_one_has_its_own_mistakes()
    {
        var report = await CheckAsync("""
            routes:
              fine: { clusterId: good, match: { path: /fine } }
              fine.too: { match: { path: /too }, plugins: [ { name: probe } ] }
              typo: { clusterId: good, match: { path: /typo }, plugins: [ { name: prob } ] }
              lost: { clusterId: nowhere, match: { path: "/lost/{**" } }
              hurt: { clusterId: bad, match: { path: /hurt } }
              unread: { match: { pth: /unread } }

            """ + Clusters);

        Assert.Equal(["fine", "fine.too"], report.Accepted!.Routes.Keys.Order());
        Assert.Equal(["good"], report.Accepted.Clusters.Keys);
        Assert.Equal(["hurt", "lost", "typo", "unread"], report.Routes.Keys.Order());
        Assert.Contains("no plugin is named 'prob'", Assert.Single(report.Routes["typo"]).Message, StringComparison.Ordinal);
        Assert.Equal(2, report.Routes["lost"].Length);
        Assert.Equal("clusters.bad.destinations.one", Assert.Single(report.Routes["hurt"]).Where);
        Assert.Equal(["bad"], report.Clusters.Keys);
        Assert.Empty(report.Shared);
    }

    [Fact]
    public async Task A_mistake_belongs_to_the_longest_id_that_it_names()
    {
        var report = await CheckAsync("""
            routes:
              a: { clusterId: good, match: { path: /a } }
              a.plugins: { clusterId: nowhere, match: { path: /b } }

            """ + Clusters);

        Assert.Equal(["a.plugins"], report.Routes.Keys);
        Assert.Equal(["a"], report.Accepted!.Routes.Keys);
    }

    [Fact]
    public async Task A_mistake_of_what_all_share_keeps_everything_out()
    {
        var report = await CheckAsync("plugins: [ { name: prob } ]\nroutes: { fine: { match: { path: /fine } } }\n");

        Assert.Null(report.Accepted);
        Assert.Contains("no plugin is named 'prob'", Assert.Single(report.Shared).Message, StringComparison.Ordinal);
        Assert.Empty(report.Routes);
    }

    [Fact]
    public async Task A_good_configuration_is_accepted_as_it_is()
    {
        var report = await CheckAsync("routes: { fine: { match: { path: /fine }, plugins: [ { name: probe } ] } }");

        Assert.Equal(["fine"], report.Accepted!.Routes.Keys);
        Assert.Empty(report.Routes);
    }

    private static async Task<GatewayConfigReport> CheckAsync(string yaml)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), "routes: {}");
        var errors = new ConfigErrors();
        var config = GatewayConfigBinder.Bind(ConfigDocument.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "test.yaml", errors)!, errors)!;
        return gateway.Services.GetRequiredService<IGatewayConfigChecker>().Check(config, errors);
    }
}
