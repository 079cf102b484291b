using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Plugins.Cors;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Tests.Translation.Plugins;

public sealed class PluginCheckerTests : IAsyncLifetime
{
    private static readonly ResourceName s_name = new("team", "cors");

    private GatewayTestHost _host = null!;
    private PluginChecker _checker = null!;

    public async Task InitializeAsync()
    {
        _host = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration("routes: {}").WithPlugin<CorsPlugin>());
        _checker = new PluginChecker(_host.Services.GetRequiredService<IGatewayConfigChecker>());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void A_valid_plugin_is_not_rejected()
    {
        Assert.False(_checker.Update(Entries(Cors("origins", new[] { "https://a.example" }))));
        Assert.Empty(_checker.Rejections);
    }

    [Fact]
    public void A_wrong_option_is_rejected_in_the_words_of_validate()
    {
        Assert.True(_checker.Update(Entries(Cors("orgins", new[] { "https://a.example" }))));
        Assert.Contains("orgins", _checker.Rejections[s_name].Message, StringComparison.Ordinal);
        Assert.Contains("origins", _checker.Rejections[s_name].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_plugin_is_rejected()
    {
        _checker.Update(Entries(Cors("origins", "*") with { Name = "corz" }));
        Assert.StartsWith("no plugin is named 'corz'.", _checker.Rejections[s_name].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrected_plugin_is_not_rejected_any_more()
    {
        _checker.Update(Entries(Cors("orgins", "*")));

        Assert.True(_checker.Update(Entries(Cors("origins", new[] { "https://a.example" }))));
        Assert.Empty(_checker.Rejections);
    }

    [Fact]
    public void A_removed_plugin_is_forgotten()
    {
        _checker.Update(Entries(Cors("orgins", "*")));

        Assert.True(_checker.Update([]));
        Assert.Empty(_checker.Rejections);
    }

    [Fact]
    public void A_version_is_checked_once()
    {
        var counting = new CountingChecker(_host.Services.GetRequiredService<IGatewayConfigChecker>());
        var checker = new PluginChecker(counting);
        var entries = Entries(Cors("orgins", "*"));
        checker.Update(entries);

        Assert.False(checker.Update(entries));
        Assert.Equal(1, counting.Checks);
    }

    [Fact]
    public void The_errors_of_one_plugin_are_not_those_of_another()
    {
        var other = new ResourceName("other", "cors");
        _checker.Update(Entries(Cors("orgins", "*")).Add(other, Cors("origins", new[] { "https://a.example" })));
        Assert.Equal([s_name], _checker.Rejections.Keys);
    }

    private static ImmutableDictionary<ResourceName, PluginEntry> Entries(PluginEntry entry)
        => ImmutableDictionary<ResourceName, PluginEntry>.Empty.Add(s_name, entry);

    private static PluginEntry Cors(string key, object value) => new()
    {
        Name = "cors",
        Tenant = "team",
        Options = ConfigNode.FromValue(new Dictionary<string, object> { [key] = value }),
    };

    private sealed class CountingChecker(IGatewayConfigChecker checker) : IGatewayConfigChecker
    {
        public int Checks { get; private set; }

        public GatewayConfigReport Check(GatewayConfig config, ConfigErrors? found = null)
        {
            Checks++;
            return checker.Check(config, found);
        }
    }
}
