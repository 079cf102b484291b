using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Tests.Translation;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Testing;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The effects of plugins as resources for clients.</summary>
public sealed class PluginBehaviorTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RouteScene _scene = new();

    [Fact]
    public async Task A_limit_counts_all_matches_and_backends_of_its_rule()
    {
        await using var echo = await EchoServer.StartAsync();
        Plugin("team", "limit", "rate-limit", """{ "limit": 3, "window": "1h", "by": "ip" }""");
        var rule = RouteScene.Rule(RouteScene.To("one"), RouteScene.To("two")) with
        {
            Matches = [RouteScene.Prefix("/a"), RouteScene.Prefix("/b")],
            Filters = [Filter("limit")],
        };
        _scene.ServiceAt("one", echo.Port).ServiceAt("two", echo.Port);
        await using var gateway = await StartAsync(rule);

        var statuses = new List<int>();
        foreach (var path in new[] { "/a", "/b", "/a", "/b", "/a" })
            statuses.Add(await StatusAsync(gateway, path));
        Assert.Equal([200, 200, 200, 429, 429], statuses);
    }

    [Fact]
    public async Task A_key_of_another_team_is_unknown()
    {
        await using var echo = await EchoServer.StartAsync();
        Plugin("team", "keys", "key-auth", "{}");
        Consumer("team", "alice", "the-key-of-alice");
        Consumer("evil", "mallory", "the-key-of-mallory");
        _scene.ServiceAt("one", echo.Port);
        await using var gateway = await StartAsync(RouteScene.Rule(RouteScene.To("one")) with { Filters = [Filter("keys")] });

        Assert.Equal(200, await StatusAsync(gateway, "/", "the-key-of-alice"));
        Assert.Equal(401, await StatusAsync(gateway, "/", "the-key-of-mallory"));
        Assert.Equal(401, await StatusAsync(gateway, "/"));
    }

    [Fact]
    public async Task A_rule_whose_plugin_is_missing_fails_alone()
    {
        await using var echo = await EchoServer.StartAsync();
        _scene.ServiceAt("one", echo.Port);
        await using var gateway = await StartAsync(
            RouteScene.Rule(RouteScene.To("one")) with { Matches = [RouteScene.Prefix("/a")], Filters = [Filter("missing")] },
            RouteScene.Rule(RouteScene.To("one")) with { Matches = [RouteScene.Prefix("/b")] });

        Assert.Equal(500, await StatusAsync(gateway, "/a"));
        Assert.Equal(200, await StatusAsync(gateway, "/b"));
    }

    private async Task<GatewayTestHost> StartAsync(params HttpRouteRule[] rules)
    {
        var route = _scene.Translate(RouteScene.Route(rules));
        var config = new GatewayConfig { Consumers = _scene.Round(ConsumerTranslation.Of).Consumers };
        foreach (var (id, found) in route.Routes)
            config = config with { Routes = config.Routes.Add(id, found with { Match = found.Match! with { Listeners = [] } }) };
        foreach (var cluster in route.Clusters)
            config = config with { Clusters = config.Clusters.SetItem(cluster.Id, cluster.Cluster) };
        return await GatewayTestHost.StartAsync(setup => setup.WithGateway(gateway => gateway
            .AddPluginsFrom(typeof(RedirectPlugin).Assembly)
            .AddPlugin<KeyAuthPlugin>()
            .AddPlugin<RateLimitPlugin>()
            .AddConfig(config))).WaitAsync(s_patience);
    }

    private static async Task<int> StatusAsync(GatewayTestHost gateway, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using var response = await gateway.Client.SendAsync(request).WaitAsync(s_patience);
        return (int)response.StatusCode;
    }

    private static RouteFilter Filter(string plugin) => new()
    {
        Type = "ExtensionRef",
        ExtensionRef = new ObjectReference { Group = "gatewaykit.io", Kind = "GatewayPlugin", Name = plugin },
    };

    private void Plugin(string ns, string name, string plugin, string options) => _scene.State = _scene.State with
    {
        Plugins = _scene.State.Plugins.Add(new ResourceName(ns, name), new GatewayPlugin
        {
            Metadata = RouteScene.Metadata(name, ns),
            Spec = new GatewayPluginSpec { Plugin = plugin, Options = JsonNode.Parse(options)!.AsObject() },
        }),
    };

    private void Consumer(string ns, string name, string key) => _scene.State = _scene.State with
    {
        Secrets = _scene.State.Secrets.Add(new ResourceName(ns, name), new V1Secret
        {
            Metadata = RouteScene.Metadata(name, ns),
            Data = new Dictionary<string, byte[]> { ["key"] = Encoding.UTF8.GetBytes(key) },
        }),
        Consumers = _scene.State.Consumers.Add(new ResourceName(ns, name), new GatewayConsumerResource
        {
            Metadata = RouteScene.Metadata(name, ns),
            Spec = new GatewayConsumerSpec { Credentials = [new ConsumerCredential { Plugin = "key-auth", SecretName = name }] },
        }),
    };
}
