using System.Text.Json;
using GatewayKit.Cli.Tests.Support;
using static GatewayKit.Cli.Tests.Support.ShopManifests;

namespace GatewayKit.Cli.Tests;

public sealed class ExplainClusterTests : IDisposable
{
    private const string Policy = """
        ---
        apiVersion: gatewaykit.io/v1alpha1
        kind: GatewayPlugin
        metadata: { name: limit, namespace: shop }
        spec: { plugin: rate-limit, options: { limit: 9, window: 1m } }
        ---
        apiVersion: gatewaykit.io/v1alpha1
        kind: GatewayPolicy
        metadata: { name: limits, namespace: shop }
        spec:
          targetRefs: [ { group: gateway.networking.k8s.io, kind: Gateway, name: web } ]
          plugins: [ { name: limit } ]

        """;

    private readonly WorkFolder _folder = new WorkFolder().With("shop.yaml", Gateway + Services + Route + Policy);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_resources_behind_the_route_and_the_plugins_are_shown()
    {
        var end = await ExplainAsync("--manifests", "shop.yaml", "GET", "http://shop.example.com/orders/7");

        Assert.Empty(end.Errors);
        Assert.Equal(0, end.ExitCode);
        Assert.Contains("resource  HTTPRoute shop/orders", end.Output);
        Assert.Contains(
            end.Output,
            line => line.Contains("rate-limit") && line.EndsWith("GatewayPolicy shop/limits, GatewayPlugin shop/limit"));
    }

    [Fact]
    public async Task The_resources_are_in_the_JSON()
    {
        var end = await ExplainAsync("--manifests", "shop.yaml", "GET", "http://shop.example.com/orders/7", "--json");

        using var json = JsonDocument.Parse(string.Join('\n', end.Output));
        Assert.Equal("HTTPRoute shop/orders", json.RootElement.GetProperty("route").GetProperty("resource").GetString());
        Assert.Contains("GatewayPolicy shop/limits, GatewayPlugin shop/limit",
            json.RootElement.GetProperty("plugins").EnumerateArray().Select(plugin => plugin.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task A_Gateway_can_be_selected()
    {
        var end = await ExplainAsync("--manifests", "shop.yaml", "--gateway", "shop/other", "GET", "http://shop.example.com/orders/7");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("'shop/other' isn't a Gateway with a listener; it must be one of shop/web.", string.Join('\n', end.Errors));
    }

    [Theory]
    [InlineData("--gateway", "shop/web", "--gateway: the option needs --kubernetes or --manifests.")]
    [InlineData("--namespaces", "shop", "--namespaces: the option needs --kubernetes.")]
    public async Task Options_of_a_cluster_need_one(string option, string value, string message)
    {
        var end = await ExplainAsync(option, value, "GET", "/orders/7");

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(message, string.Join('\n', end.Errors));
    }

    private Task<ToolResult> ExplainAsync(params string[] arguments) => ResidentTool.RunAsync(_folder.Path, ["explain", .. arguments]);
}
