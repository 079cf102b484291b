using GatewayKit.Admin.Tests.Endpoints;
using GatewayKit.Admin.Tests.Entries;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Secrets;

/// <summary>Each secret of a store has the word "planted". No answer to a change, and no log line, has it.</summary>
public sealed class StoreScanTests : IAsyncLifetime
{
    private const string Route = """
        { "clusterId": "one", "match": { "path": "/x" }, "metadata": { "apiKey": "planted-metadata" },
          "transforms": [ { "requestHeader": "Authorization", "set": "Bearer planted-transform" } ],
          "plugins": [ { "name": "upstream-auth", "options": { "header": { "name": "X-Up", "value": "planted-header" } } },
                       { "name": "opa", "options": { "url": "http://127.0.0.1:1/", "token": "planted-token" } } ] }
        """;

    private const string Cluster = """
        { "destinations": { "a": { "address": "http://user:planted-address@127.0.0.1:9" } }, "metadata": { "clientSecret": "planted" } }
        """;

    private const string Consumer = """{ "credentials": { "key-auth": [ { "id": "laptop", "key": "planted-consumer-key" } ] } }""";

    private static readonly string s_second = Route.Replace("/x", "/two", StringComparison.Ordinal);

    private StoreHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await StoreHost.StartAsync(setUp: Shop.UsePlugins);
        (string Key, string Content)[] entries =
            [("clusters/one", Cluster), ("routes/one", Route), ("groups/one", "{}"), ("consumers/one", Consumer)];
        foreach (var (key, content) in entries)
            await WriteAsync("PUT", $"/v1/entries/{key}", $$"""{ "content": {{content}} }""", 201);
        await Eventually.NotNullAsync(
            async () => await _host.SendAsync("GET", "/v1/consumers/one") is { Status: 200 } answer ? answer : null);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task No_answer_to_a_change_has_a_secret()
    {
        await WriteAsync("PUT", "/v1/entries/routes/two?dryRun=true", $$"""{ "content": {{s_second}} }""", 200);
        await WriteAsync(
            "POST", "/v1/transactions", $$"""{ "basedOn": 4, "changes": [ { "key": "routes/two", "content": {{s_second}} } ] }""", 200);
        await WriteAsync("PUT", "/v1/clusters/one/destinations/a/state", """{ "state": "drained" }""", 200);
        await WriteAsync("POST", "/v1/revisions/1/rollback", "{}", 200);
        AssertLogHasNone();
    }

    [Theory]
    [InlineData("htp://user:planted@host")]
    [InlineData("user:planted@host")]
    public async Task An_invalid_address_is_rejected_without_showing_its_password(string address)
    {
        await WriteAsync(
            "PUT", "/v1/entries/clusters/two", $$"""{ "content": { "destinations": { "a": { "address": "{{address}}" } } } }""", 422);
        AssertLogHasNone();
    }

    private async Task WriteAsync(string method, string path, string body, int status)
    {
        var answer = await _host.SendAsync(method, path, body);

        Assert.True(answer.Status == status, $"{method} {path}: {answer.Status} {answer.Text}");
        AssertHasNone(path, answer.Text);
    }

    private void AssertLogHasNone() => Assert.All(_host.Admin.Gateway.Logs.Lines, line => AssertHasNone("log", line));

    private static void AssertHasNone(string where, string text)
        => Assert.False(text.Contains("planted", StringComparison.OrdinalIgnoreCase), $"{where}: {text}");
}
