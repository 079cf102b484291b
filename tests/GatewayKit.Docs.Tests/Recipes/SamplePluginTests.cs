using System.IO.Compression;
using GatewayKit.Testing;

namespace GatewayKit.Docs.Recipes;

/// <summary>Plugins of the pages do what the pages say.</summary>
public sealed class SamplePluginTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly Uri s_path = new("/orders", UriKind.Relative);

    [Fact]
    public async Task A_body_that_a_plugin_writes_reaches_the_client()
    {
        await using var gateway = await StartAsync("docs/writing-a-plugin.md", "{ name: gzip }");

        await using var body =
            new GZipStream(await gateway.Client.GetStreamAsync(s_path).WaitAsync(s_patience), CompressionMode.Decompress);
        using var reader = new StreamReader(body);

        Assert.Equal("upstream", await reader.ReadToEndAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task An_error_hook_answers_in_the_place_of_a_failed_upstream()
    {
        await using var gateway = await StartAsync("docs/recipes/error-pages.md", "{ name: outage, options: { text: down } }");
        await gateway.Upstream.StopAsync().WaitAsync(s_patience);

        using var response = await gateway.Client.GetAsync(s_path).WaitAsync(s_patience);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("down", await response.Content.ReadAsStringAsync().WaitAsync(s_patience));
    }

    private static Task<GatewayTestHost> StartAsync(string page, string entry) => GatewayTestHost.StartAsync(host => host
        .WithGateway(builder => builder.AddPluginsFrom(SnippetCompiler.Plugins(Repository.Page(page))!))
        .WithConfiguration($$"""
            plugins: [ {{entry}} ]
            routes: { orders: { clusterId: up, match: { path: /orders } } }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """)).WaitAsync(s_patience);
}
