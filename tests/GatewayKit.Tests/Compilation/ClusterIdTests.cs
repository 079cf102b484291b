using GatewayKit.Configuration;
using GatewayKit.Testing;

namespace GatewayKit.Tests.Compilation;

public sealed class ClusterIdTests
{
    [Theory]
    [InlineData("one: upp", "options.one is 'upp'; no cluster has this name. Did you mean 'up'? There are: next, up.")]
    [InlineData("many: [up, upp]", "options.many[1] is 'upp'; no cluster has this name. Did you mean 'up'? There are: next, up.")]
    [InlineData("targets: [ {}, { weights: { up: 1, nxt: 1 } } ]",
        "options.targets[1].weights names 'nxt'; no cluster has this name. Did you mean 'next'? There are: next, up.")]
    [InlineData("named: { a: { below: { weights: { nxt: 1 } } } }",
        "options.named.a.below.weights names 'nxt'; no cluster has this name. Did you mean 'next'? There are: next, up.")]
    public async Task An_option_that_names_a_missing_cluster_is_refused_with_its_location(string options, string error)
    {
        var refused = await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync(options));

        Assert.Equal($"test.yaml:1:{Column(options)}: routes.all.plugins[0] (naming): {error}", Assert.Single(refused.Errors).ToString());
    }

    [Fact]
    public async Task A_reload_checks_the_entries_that_have_not_changed()
    {
        await using var host = await StartAsync("one: next");

        var errors = await host.ReloadAsync(Yaml("one: next").Replace("next: {", "other: {", StringComparison.Ordinal));

        Assert.Contains("options.one is 'next'; no cluster has this name.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_only_an_option_names_is_not_reported_as_unused()
    {
        await using var host = await StartAsync("one: NEXT");
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("no route uses it", StringComparison.Ordinal));

        await host.ReloadAsync(Yaml(""));
        Assert.Contains(host.Logs.Lines, line => line.Contains("clusters.next: no route uses it", StringComparison.Ordinal));
    }

    private static int Column(string options) => Yaml(options).IndexOf(options, StringComparison.Ordinal) + 1
        + options.IndexOf(": ", StringComparison.Ordinal) + 2;

    private static Task<GatewayTestHost> StartAsync(string options)
        => GatewayTestHost.StartAsync(setup => setup.WithPlugin<NamingPlugin>().WithConfiguration(Yaml(options)))
            .WaitAsync(TimeSpan.FromSeconds(60));

    private static string Yaml(string options) => $$"""
        routes: { all: { clusterId: up, match: { path: /x }, plugins: [ { name: naming, options: { {{options}} } } ] } }
        clusters:
          up: { destinations: { one: { address: "http://127.0.0.1:9" } } }
          next: { destinations: { one: { address: "http://127.0.0.1:9" } } }
        """;
}
