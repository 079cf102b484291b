using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Entries;

/// <summary>Ids with a slash, and with the text <c>%2F</c>.</summary>
public sealed class PathIdTests
{
    private const string Configuration = """
        routes: { a/b: { clusterId: c/d, match: { path: /ab } } }
        clusters: { c/d: { destinations: { e/f: { address: "http://127.0.0.1:9" } } } }
        groups: { g/h: {} }
        consumers: { i/j: {} }
        """;

    [Theory]
    [InlineData("routes/a%2Fb", "a/b")]
    [InlineData("clusters/c%2fd", "c/d")]
    [InlineData("groups/g%2Fh", "g/h")]
    [InlineData("consumers/i%2Fj", "i/j")]
    public async Task An_id_with_a_slash_is_found(string path, string id)
    {
        await using var host = await AdminHost.StartAsync(Configuration);
        var answer = await host.GetAsync($"/v1/{path}");

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Contains(id, answer.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await host.GetAsync($"/v1/{path.Replace("%", "%25", StringComparison.Ordinal)}")).Status);
    }

    [Fact]
    public async Task An_id_is_decoded_once()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        var created = await host.SendAsync(
            "PUT", "/v1/entries/routes/a%252Fb", """{ "content": { "clusterId": "orders", "match": { "path": "/ab" } } }""");

        Assert.Equal((201, "/v1/entries/routes/a%252Fb"), (created.Status, created.Headers["Location"]));
        Assert.Equal("routes/a%2Fb", (string?)(await host.DoAsync("GET", "/v1/entries/routes/a%252Fb"))["key"]);
        Assert.Equal(404, (await host.SendAsync("GET", "/v1/entries/routes/a%2Fb")).Status);
    }

    [Fact]
    public async Task A_switch_finds_names_with_a_slash()
    {
        await using var host = await StoreHost.StartAsync();
        await host.DoAsync(
            "PUT", "/v1/entries/clusters/c%2Fd",
            """{ "content": { "destinations": { "e/f": { "address": "http://127.0.0.1:9" } } } }""");

        await host.DoAsync("PUT", "/v1/clusters/c%2Fd/destinations/e%2Ff/state?dryRun=true", """{ "state": "disabled" }""");
        await host.DoAsync("PUT", "/v1/clusters/c%2Fd/destinations/e%2Ff/state", """{ "state": "disabled" }""");
    }
}
