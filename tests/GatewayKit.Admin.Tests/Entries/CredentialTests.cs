using GatewayKit.Admin.Tests.Support;
using GatewayKit.Plugins.KeyAuth;

namespace GatewayKit.Admin.Tests.Entries;

public sealed class CredentialTests
{
    [Fact]
    public async Task A_key_is_shown_once_and_stored_as_its_hash()
    {
        await using var host = await StoreHost.StartAsync(setUp: setup => setup.WithPlugin<KeyAuthPlugin>());
        await host.DoAsync("PUT", "/v1/entries/consumers/alice", """{ "content": null }""");

        var issued = await host.SendAsync(
            "POST", "/v1/consumers/alice/credentials", """{ "id": "reports", "prefix": "shop_", "expiresAt": "2099-01-01T00:00:00Z" }""");
        var entry = await host.SendAsync("GET", "/v1/entries/consumers/alice");
        var difference = await host.SendAsync("GET", "/v1/revisions/2/diff");

        Assert.Equal(201, issued.Status);
        var key = (string)issued.Json["key"]!;
        Assert.StartsWith("shop_", key, StringComparison.Ordinal);
        Assert.DoesNotContain(CredentialKey.FromSecret(key).ToString(), entry.Text, StringComparison.Ordinal);
        Assert.Contains("\"reports\"", entry.Text, StringComparison.Ordinal);
        foreach (var text in new[] { entry.Text, difference.Text, string.Join('\n', host.Admin.Gateway.Logs.Lines) })
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issued_key_is_accepted_until_it_is_deleted()
    {
        await using var host = await StoreHost.StartAsync(setUp: setup => setup.WithPlugin<KeyAuthPlugin>());
        await host.AddOrdersAsync();
        await host.DoAsync("PUT", "/v1/clusters/orders/destinations/two/state", """{ "state": "disabled" }""");
        await host.DoAsync("PUT", "/v1/entries/plugins/key-auth", """{ "content": { "name": "key-auth" } }""");
        await host.DoAsync("PUT", "/v1/entries/consumers/alice", """{ "content": {} }""");
        await host.AnswersAsync("/orders", 401);

        var key = (string)(await host.DoAsync("POST", "/v1/consumers/alice/credentials", "{}"))["key"]!;
        await host.AnswersAsync("/orders", 200, key);
        var tag = (await host.SendAsync("GET", "/v1/entries/consumers/alice")).Headers["ETag"];
        await host.DoAsync("PUT", "/v1/entries/consumers/alice", """{ "content": {} }""", ("If-Match", tag));
        await host.AnswersAsync("/orders", 401, key);
    }

    [Fact]
    public async Task A_trial_returns_no_key()
    {
        await using var host = await StoreHost.StartAsync(setUp: setup => setup.WithPlugin<KeyAuthPlugin>());
        await host.DoAsync("PUT", "/v1/entries/consumers/alice", """{ "content": {} }""");

        var issued = await host.DoAsync("POST", "/v1/consumers/alice/credentials?dryRun=true", "{}");

        Assert.Null(issued["key"]);
        Assert.False((bool)issued["change"]!["written"]!);
    }

    [Theory]
    [InlineData("bob", "{}", 404)]
    [InlineData("alice", """{ "prefix": "no underscore" }""", 400)]
    [InlineData("alice", """{ "id": "a b" }""", 400)]
    [InlineData("alice", """{ "expiresAt": "soon" }""", 400)]
    public async Task A_request_that_is_not_valid_gets_no_key(string consumer, string body, int status)
    {
        await using var host = await StoreHost.StartAsync(setUp: setup => setup.WithPlugin<KeyAuthPlugin>());
        await host.DoAsync("PUT", "/v1/entries/consumers/alice", """{ "content": {} }""");

        Assert.Equal(status, (await host.SendAsync("POST", $"/v1/consumers/{consumer}/credentials", body)).Status);
    }
}
