using GatewayKit.Admin.Tests.Entries;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Plugins.KeyAuth;

namespace GatewayKit.Admin.Tests.Access;

/// <summary>A key that is limited to the entries with a label.</summary>
public sealed class LimitedKeyTests : IAsyncLifetime
{
    private const string Key = "orders-key-0123456789";

    private StoreHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await StoreHost.StartAsync(
            setUp: setup => setup.WithPlugin<KeyAuthPlugin>(),
            configure: options => options.AddKey("team", AdminRole.Admin, Key, new Dictionary<string, string> { ["team"] = "orders" }));
        await _host.AddOrdersAsync();
        await _host.DoAsync("PUT", "/v1/entries/consumers/alice", """{ "content": {} }""");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task It_changes_the_entries_with_its_label()
    {
        var patched = await _host.SendAsync(
            "PATCH", "/v1/entries/routes/orders", """{ "content": { "order": 2 } }""", Key,
            ("Content-Type", "application/merge-patch+json"));
        var paused = await _host.SendAsync("PUT", "/v1/routes/orders/maintenance", """{ "enabled": true }""", Key);
        var added = await _host.SendAsync("PUT", "/v1/entries/consumers/bob", """{ "content": {} }""", Key);
        var issued = await _host.SendAsync("POST", "/v1/consumers/bob/credentials", "{}", Key);
        var deleted = await _host.SendAsync("DELETE", "/v1/entries/routes/orders", null, Key, ("If-Match", "*"));

        Assert.Equal([200, 200, 201, 201, 200], new[] { patched, paused, added, issued, deleted }.Select(answer => answer.Status));
        Assert.Equal("orders", (string?)(await _host.DoAsync("GET", "/v1/entries/consumers/bob"))["labels"]!["team"]);
    }

    [Theory]
    [InlineData("PATCH", "/v1/entries/clusters/orders", """{ "content": { "metadata": { "a": "b" } } }""", 422)]
    [InlineData("PATCH", "/v1/entries/routes/orders", """{ "labels": { "team": null } }""", 422)]
    [InlineData("PATCH", "/v1/entries/routes/orders", """{ "labels": { "team": "other" } }""", 422)]
    [InlineData("DELETE", "/v1/entries/consumers/alice", null, 422)]
    [InlineData("PUT", "/v1/entries/groups/new", """{ "content": {}, "labels": { "team": "other" } }""", 422)]
    [InlineData("PUT", "/v1/entries/plugins/key-auth", """{ "content": { "name": "key-auth" } }""", 403)]
    [InlineData("PUT", "/v1/entries/settings/paths", """{ "content": {} }""", 403)]
    [InlineData("POST", "/v1/transactions", """{ "basedOn": 2, "changes": [ { "key": "consumers/alice", "content": null } ] }""", 422)]
    [InlineData("POST", "/v1/transactions", """{ "basedOn": 2, "changes": [ { "key": "problems/503", "content": {} } ] }""", 403)]
    [InlineData("POST", "/v1/transactions",
        """{ "basedOn": 2, "scope": { "team": "other" }, "changes": [ { "key": "routes/orders", "content": null } ] }""", 403)]
    [InlineData("POST", "/v1/consumers/alice/credentials", "{}", 422)]
    [InlineData("POST", "/v1/revisions/1/rollback", "{}", 403)]
    [InlineData("PUT", "/v1/clusters/orders/destinations/one/state", """{ "state": "drained" }""", 422)]
    [InlineData("POST", "/plugins/key-auth/reset", "{}", 403)]
    public async Task It_changes_nothing_else(string method, string path, string? body, int status)
    {
        var headers = new List<(string, string)> { ("If-Match", "*") };
        if (method == "PATCH")
            headers.Add(("Content-Type", "application/merge-patch+json"));
        var answer = await _host.SendAsync(method, path, body, Key, method is "PATCH" or "DELETE" ? [.. headers] : []);
        var latest = await _host.DoAsync("GET", "/v1/revisions?limit=1");

        Assert.True(answer.Status == status, $"{method} {path}: {answer.Status} {answer.Text}");
        Assert.Equal(2, (int)latest["items"]![0]!["number"]!);
    }

    [Fact]
    public async Task It_sees_all_entries()
        => Assert.Equal(3, (await _host.SendAsync("GET", "/v1/entries", null, Key)).Json["items"]!.AsArray().Count);
}
