using System.Collections.Immutable;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Compilation;

/// <summary>Routes whose entries have the same shared scope have one plugin.</summary>
public sealed class SharedEntryTests : IAsyncLifetime
{
    private GatewayTestHost _gateway = null!;

    private SnapshotCompiler Compiler => _gateway.Services.GetRequiredService<SnapshotCompiler>();

    private GatewaySnapshot Active => _gateway.Services.GetRequiredService<CurrentSnapshot>().Active;

    public async Task InitializeAsync()
        => _gateway = await ProbeHost.StartAsync(new Probe(), "routes: {}", setup => setup.WithPlugin<TallyPlugin>());

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public void Routes_with_the_same_scope_have_one_plugin()
    {
        var entries = Compile(Active, ("a", Tally("shared")), ("b", Tally("shared")), ("c", Tally("other"))).Entries;

        Assert.Same(PluginOf(entries, "a"), PluginOf(entries, "b"));
        Assert.NotSame(PluginOf(entries, "a"), PluginOf(entries, "c"));
        Assert.Equal("route:shared/tally", entries.Routes["b"][0].Placement.Key);
    }

    [Fact]
    public void A_new_route_gets_the_plugin_that_others_have()
    {
        var before = Compile(Active, ("b", Tally("shared")));
        var after = Compile(before, ("a", Tally("shared")), ("b", before.Config.Routes["b"].Plugins[0]));

        Assert.Same(PluginOf(before.Entries, "b"), PluginOf(after.Entries, "a"));
        Assert.Same(before.Entries.Routes["b"], after.Entries.Routes["b"]);
    }

    [Fact]
    public void The_plugin_stays_when_its_first_route_is_removed()
    {
        var before = Compile(Active, ("a", Tally("shared")), ("b", Tally("shared")));
        var after = Compile(before, ("b", Tally("shared")));

        Assert.Same(PluginOf(before.Entries, "a"), PluginOf(after.Entries, "b"));
    }

    [Fact]
    public void Errors_name_a_route_that_still_exists()
    {
        var entry = Tally("shared");
        var before = Compile(Active, ("a", entry), ("b", entry));
        var named = before.Entries.Routes["a"][0].Piece.Owner.Id;
        var other = named == "a" ? "b" : "a";

        var after = Compile(before, (other, entry), ("c", entry));

        var piece = after.Entries.Routes[other][0].Piece;
        Assert.NotEqual(named, piece.Owner.Id);
        Assert.Contains(piece.Owner.Id, after.Entries.Routes.Keys);
        Assert.Equal($"routes.{piece.Owner.Id}.plugins[0] (tally)", piece.Where);
    }

    [Fact]
    public void Other_options_make_another_plugin_for_all_of_the_routes()
    {
        var before = Compile(Active, ("a", Tally("shared")), ("b", Tally("shared")));
        var after = Compile(before, ("a", Tally("shared", "new")), ("b", Tally("shared", "new")));

        Assert.NotSame(PluginOf(before.Entries, "a"), PluginOf(after.Entries, "a"));
        Assert.Same(PluginOf(after.Entries, "a"), PluginOf(after.Entries, "b"));
    }

    [Theory]
    [InlineData("tally", "lable")]
    [InlineData("tale", "label")]
    public void An_error_of_a_shared_entry_rejects_all_of_its_routes(string plugin, string option)
    {
        var wrong = Tally("shared") with { Name = plugin, Options = Options(option, "x") };
        var report = _gateway.Services.GetRequiredService<IGatewayConfigChecker>().Check(
            Config([("a", wrong), ("b", wrong), ("c", Tally("other"))]));

        Assert.Equal(["a", "b"], report.Routes.Keys.Order());
        Assert.Equal(report.Routes["a"].Single().Message, report.Routes["b"].Single().Message);
        Assert.Equal(["c"], report.Accepted!.Routes.Keys);
    }

    private GatewaySnapshot Compile(GatewaySnapshot previous, params (string Id, PluginEntry Entry)[] routes)
    {
        var errors = new ConfigErrors();
        var snapshot = Compiler.Compile(Config(routes), Active.Catalog, previous, errors);
        Assert.Empty(errors.Items);
        return snapshot!;
    }

    private static GatewayConfig Config((string Id, PluginEntry Entry)[] routes) => new()
    {
        Routes = routes.ToImmutableDictionary(
            route => route.Id,
            route => new GatewayRoute
            {
                Route = new RouteConfig { RouteId = route.Id, Match = new RouteMatch { Path = $"/{route.Id}" } },
                Plugins = [route.Entry],
            },
            StringComparer.OrdinalIgnoreCase),
    };

    private static IGatewayPlugin PluginOf(CompiledEntries entries, string route) => entries.Routes[route][0].Shared!.Plugin;

    private static PluginEntry Tally(string scope, string label = "tally")
        => new() { Name = "tally", SharedScope = scope, Options = Options("label", label) };

    private static ConfigNode Options(string key, string value) => ConfigNode.FromValue(new Dictionary<string, string> { [key] = value });
}
