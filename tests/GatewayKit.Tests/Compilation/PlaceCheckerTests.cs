using GatewayKit.Configuration;
using GatewayKit.Tests.Compilation.Composition;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Compilation;

/// <summary>An entry of a group or a consumer that could only take effect before its caller is known is refused, never skipped.</summary>
public sealed class PlaceCheckerTests
{
    private const string Login = "{ name: login, options: { label: login } }";
    private const string Early = "{ name: late, stage: edge, options: { label: early } }";

    [Theory]
    [InlineData("enabled: false")]
    [InlineData("options: { label: x }")]
    [InlineData("stage: traffic, options: { label: x }")]
    [InlineData("stage: traffic, enabled: false")]
    public async Task A_callers_entry_that_replaces_what_has_run_is_refused(string entry)
    {
        foreach (var scope in (string[])["groups: { gold: {", "consumers: { ann: {"])
        {
            var error = await RefusedAsync($$"""
                plugins: [ {{Early}} ]
                routes: { one: { clusterId: up, match: { path: /one }, plugins: [ {{Login}} ] } }
                {{scope}} plugins: [ { name: late, {{entry}} } ] } }
                """);

            Assert.Contains("plugins[0] (late): it replaces plugins[0] (late) on route 'one', whose stage 'edge' isn't later than "
                + "authentication",
                error.Text, StringComparison.Ordinal);
            Assert.Equal(3, error.Location.Line);
        }
    }

    [Theory]
    [InlineData("plugins: [ EARLY ]", "", "")]
    [InlineData("", "EARLY", "")]
    [InlineData("", "", ", EARLY")]
    [InlineData("plugins: [ EARLY ]", "", ", { name: late, options: { label: own } }")]
    [InlineData("plugins: [ { name: late, options: { label: x } } ]", "{ name: late, stage: authentication, options: { label: x } }", "")]
    public async Task Whatever_scope_the_replaced_entry_stands_in(string global, string cluster, string route)
    {
        var error = await RefusedAsync($$"""
            {{global}}
            routes:
              open: { clusterId: up, match: { path: /open } }
              one: { clusterId: other, match: { path: /one }, plugins: [ {{Login}} {{route}} ] }
            clusters: { other: { destinations: { one: { address: "http://127.0.0.1:9" } }, plugins: [ {{cluster}} ] }, up: { destinations: { one: { address: "http://127.0.0.1:9" } } } }
            groups: { gold: { plugins: [ { name: late, enabled: false } ] } }
            """.Replace("EARLY", Early, StringComparison.Ordinal));

        Assert.StartsWith("groups.gold.plugins[0] (late): it replaces ", error.Text, StringComparison.Ordinal);
        Assert.Contains("on route 'one'", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ name: late, stage: edge, options: { label: x } }", "isn't later than authentication")]
    [InlineData("{ name: late, stage: authentication, enabled: false }", "isn't later than authentication")]
    [InlineData("{ name: early, options: { label: x } }", "its stage 'diagnostics' isn't later than authentication")]
    [InlineData("{ name: login, options: { label: x } }", "isn't later than authentication")]
    [InlineData("{ name: login, enabled: false }", "isn't later than authentication")]
    public async Task A_callers_entry_whose_own_stage_is_too_early_is_refused(string entry, string reason)
    {
        foreach (var routes in (string[])[$"{{ one: {{ clusterId: up, match: {{ path: /one }}, plugins: [ {Login} ] }} }}", "{}"])
        {
            var error = await RefusedAsync($"routes: {routes}\nconsumers: {{ ann: {{ plugins: [ {entry} ] }} }}");

            Assert.StartsWith("consumers.ann.plugins[0] (", error.Text, StringComparison.Ordinal);
            Assert.Contains(reason, error.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("plugins: [ { name: guard, options: { label: x } } ]", "{ name: late, options: { label: y } }",
        "{ name: guard, onError: continue, options: { label: z } }")]
    [InlineData("plugins: [ { name: late, stage: authorization, options: { label: x } } ]",
        "{ name: late, onError: continue, options: { label: y } }", "")]
    [InlineData("plugins: [ { name: late, stage: authorization, options: { label: x } } ]", "",
        "{ name: late, onError: continue, options: { label: y } }")]
    public async Task An_entry_that_comes_to_stand_at_authorization_may_not_continue_on_errors(string global, string route, string group)
        => Assert.Contains("onError is 'continue'", (await RefusedAsync($$"""
            {{global}}
            routes: { one: { clusterId: up, match: { path: /one }, plugins: [ {{Login}}, {{route}} ] } }
            groups: { gold: { plugins: [ {{group}} ] } }
            """.Replace(",  ]", " ]", StringComparison.Ordinal))).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("id: own, options: { label: x }", "")]
    [InlineData("enabled: false", "{ name: late, stage: traffic, options: { label: y } },")]
    public async Task An_entry_beside_it_or_at_a_later_place_is_accepted(string entry, string route)
    {
        await using var gateway = await StartAsync($$"""
            plugins: [ {{Early}} ]
            routes: { one: { clusterId: up, match: { path: /one }, plugins: [ {{route}} {{Login}} ] }, open: { clusterId: up, match: { path: /open } } }
            consumers: { ann: { plugins: [ { name: late, {{entry}} } ] } }
            """);

        Assert.Contains(gateway.Pipeline("one"), plugin => plugin.Name == "late");
    }

    private static async Task<ConfigError> RefusedAsync(string yaml)
        => Assert.Single((await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync(yaml))).Errors);

    private static Task<GatewayKit.Testing.GatewayTestHost> StartAsync(string yaml)
        => GatewayKit.Testing.GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<EarlyPlugin>().WithPlugin<LoginPlugin>().WithPlugin<GuardPlugin>().WithPlugin<LatePlugin>()
            .WithConfiguration(yaml.Contains("clusters:", StringComparison.Ordinal) ? yaml : yaml + "\n" + ProbeHost.Cluster))
            .WaitAsync(TimeSpan.FromSeconds(60));
}
