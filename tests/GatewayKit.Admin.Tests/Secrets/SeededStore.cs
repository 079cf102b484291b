using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Endpoints;
using GatewayKit.Admin.Tests.Entries;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Store;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Tests.Secrets;

/// <summary>
/// A gateway with a store, a file, traffic and rejected changes. Each secret has the word "sown", except an issued key. Each write of the
/// history has changed a secret.
/// </summary>
internal sealed class SeededStore : IAsyncDisposable
{
    /// <summary>The number of the last revision; it adds the group <c>last</c>.</summary>
    public const int Last = 13;

    private const string Mark = "sown";
    private const string AliceKey = "sown-alice-key-2";

    private const string File = """
        routes:
          file:
            clusterId: file
            match: { path: /file }
            plugins:
              - { name: opa, options: { url: "http://127.0.0.1:1/", token: sown-file-token } }
              - { name: stamp, options: { word: sown-file-word } }
        clusters:
          file: { destinations: { a: { address: "{upstream}", metadata: { apiKey: sown-file-metadata } } } }
        """;

    private readonly StoreHost _host;
    private readonly RecordedTelemetry _telemetry;
    private readonly DetailedLogs _logs;
    private readonly List<string> _answers = [];
    private readonly List<string> _issued = [];

    private SeededStore(StoreHost host, RecordedTelemetry telemetry, DetailedLogs logs)
        => (_host, _telemetry, _logs) = (host, telemetry, logs);

    public AdminHost Admin => _host.Admin;

    public StoreHost Host => _host;

    /// <summary>The answers to the writes.</summary>
    public IReadOnlyList<string> Answers => _answers;

    /// <summary>The lines of the log, also those for debugging.</summary>
    public IEnumerable<string> LogLines => Admin.Gateway.Logs.Lines.Concat(_logs.Lines);

    /// <summary>The spans and measurements as text.</summary>
    public IReadOnlyCollection<string> Telemetry => _telemetry.Lines;

    public static async Task<SeededStore> StartAsync()
    {
        var (telemetry, logs) = (new RecordedTelemetry(), new DetailedLogs());
        var host = await StoreHost.StartAsync(setUp: setup =>
        {
            Shop.UsePlugins(setup);
            setup.WithConfiguration(File).WithGateway(logs.Use).WithPlugin<StampPlugin>();
        });
        var seeded = new SeededStore(host, telemetry, logs);
        await seeded.WriteAsync();
        await seeded.UseAsync();
        await seeded.RejectAsync();
        telemetry.Measure();
        return seeded;
    }

    /// <summary>The revision and the entries of the store, with their secrets.</summary>
    public async Task<string> StateAsync()
    {
        var content = await Admin.Gateway.Services.GetRequiredService<IGatewayStore>().ReadAsync().WaitAsync(AdminHost.Patience);
        return $"{content.Revision}\n" + string.Join('\n', content.Entries.Values
            .OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal)
            .Select(entry => $"{entry.Key} {entry.Version} {string.Join(',', entry.Labels)} {entry.Position} {entry.Content}"));
    }

    /// <summary>Fails if a text has a secret.</summary>
    public void AssertHasNone(string where, string text)
    {
        foreach (var secret in _issued.Append(Mark))
            Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{where}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        _telemetry.Dispose();
        await _host.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        await PutAsync("clusters/one", """
            {
              "destinations": {
                "a": { "address": "UPSTREAM", "metadata": { "connectionString": "Host=db;Password=sown-connection" } },
                "b": { "address": "http://user:sown-address@127.0.0.1:9" }
              },
              "destinationStates": { "b": "disabled" },
              "metadata": { "clientSecret": "sown-client-secret" }
            }
            """.Replace("UPSTREAM", Admin.Gateway.Upstream.Address.ToString(), StringComparison.Ordinal));
        await PutAsync("plugins/key-auth", """{ "name": "key-auth" }""");
        await PutAsync("plugins/basic-auth", """{ "name": "basic-auth" }""");
        await PutAsync("routes/one", Route("1"));
        await PutAsync("routes/one", Route("2"));
        await PutAsync("groups/gold", """
            { "plugins": [ { "name": "request-transform", "options": { "replace": { "headers": { "X-Tenant": "sown-tenant" } } } } ] }
            """);
        await PutAsync("consumers/one", Alice("sown-alice-key-1").ToJsonString());
        await PutAsync("consumers/one", Alice(AliceKey).ToJsonString());
        await PutAsync("groups/removed", """
            { "plugins": [ { "name": "opa", "options": { "url": "http://h/", "token": "sown-gone" } } ] }
            """);
        await SendAsync("DELETE", "/v1/entries/groups/removed", null, ("If-Match", "*"));
        await PutAsync("groups/one", "{}");

        var key = (string)(await SendAsync("POST", "/v1/consumers/one/credentials", """{ "id": "laptop" }""")).Json["key"]!;
        _issued.AddRange([key, CredentialKey.FromSecret(key).ToString()]);
        _answers[^1] = _answers[^1].Replace($"\"key\":\"{key}\"", "", StringComparison.Ordinal);
        await PutAsync("groups/last", "{}");
    }

    private static string Route(string version) => $$"""
        {
          "clusterId": "one",
          "match": { "path": "/one" },
          "authentication": "any",
          "metadata": { "apiKey": "sown-metadata-{{version}}" },
          "transforms": [
            { "requestHeader": "Authorization", "set": "Bearer sown-transform-{{version}}" },
            { "queryValueParameter": "api_key", "set": "sown-query-{{version}}" }
          ],
          "plugins": [
            { "name": "stamp", "options": { "word": "sown-word-{{version}}", "color": "blue" } },
            { "name": "upstream-auth", "options": { "header": { "name": "X-Up", "value": "sown-header-{{version}}" } } },
            {
              "name": "http-log",
              "options": { "url": "http://127.0.0.1:1/?in=sown-{{version}}", "headers": { "X-Log": "sown-{{version}}" } }
            }
          ]
        }
        """;

    private static JsonObject Alice(string key) => new()
    {
        ["groups"] = new JsonArray("gold"),
        ["credentials"] = new JsonObject
        {
            ["key-auth"] = new JsonArray(new JsonObject { ["id"] = "desk", ["key"] = key }),
            ["basic-auth"] = new JsonArray(new JsonObject { ["username"] = "alice", ["password"] = $"{key}-password" }),
            ["stamp-card"] = new JsonArray(new JsonObject { ["word"] = $"{key}-card" }),
        },
    };

    /// <summary>Sends requests with secrets of clients: accepted ones, one that is rejected, and one for which no route exists.</summary>
    private async Task UseAsync()
    {
        await _host.AnswersAsync("/one?token=sown-query", 200, AliceKey);
        await _host.AnswersAsync("/one?token=sown-query", 200, _issued[0]);
        await _host.AnswersAsync("/one?api_key=sown-query", 401, "sown-unknown-key");
        foreach (var path in new[] { "/file", "/nowhere?token=sown-query" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer sown-token");
            request.Headers.TryAddWithoutValidation("Cookie", "session=sown-session");
            (await Admin.Gateway.Client.SendAsync(request).WaitAsync(AdminHost.Patience)).Dispose();
        }

        // An exchange ends after its client has the response.
        await Eventually.NotNullAsync(async () =>
        {
            await Admin.Gateway.Services.GetRequiredService<IGatewayStatistics>().FlushAsync(default).WaitAsync(AdminHost.Patience);
            var usage = await Admin.ReadAsync("/v1/statistics?by=consumer", AdminHost.ViewerKey);
            return usage["items"]!.AsArray().FirstOrDefault(item => (string?)item!["consumer"] == "one");
        });
    }

    /// <summary>Sends changes that are rejected because of a value near a secret, or because of the secret.</summary>
    private async Task RejectAsync()
    {
        (string Key, string Content)[] invalid =
        [
            ("clusters/bad", """{ "destinations": { "a": { "address": "htp://user:sown-bad@host" } } }"""),
            ("consumers/bad", """{ "credentials": { "key-auth": [ { "key": { "sown-bad": "sown-bad" } } ], "basic-auth": "sown-bad" } }"""),
            ("consumers/bad", """{ "credentials": { "key-auth": [ { "keyHash": "sown-bad" } ] } }"""),
            ("consumers/bad", $$"""{ "credentials": { "key-auth": [ { "key": "{{AliceKey}}" } ] } }"""),
            ("routes/bad", Route("bad").Replace("\"name\": \"X-Up\"", "\"nam\": \"X-Up\"", StringComparison.Ordinal)),
            ("routes/bad", Route("bad").Replace("\"headers\": {", "\"headers\": 1, \"token\": {", StringComparison.Ordinal)),
        ];
        foreach (var (key, content) in invalid)
        {
            var answer = await _host.SendAsync("PUT", $"/v1/entries/{key}", $$"""{ "content": {{content}} }""");
            Assert.True(answer.Status == 422, $"{key}: {answer.Status} {answer.Text}");
            _answers.Add(answer.Text);
        }

        Assert.NotEmpty(await Admin.Gateway.ReloadAsync("consumers: { eve: { credentials: { key-auth: [ { key: [sown-bad] } ] } } }"));
    }

    private Task PutAsync(string key, string content)
        => SendAsync("PUT", $"/v1/entries/{key}", $$"""{ "content": {{content}} }""", key is "routes/one" or "consumers/one");

    private async Task SendAsync(string method, string path, string body, bool replaces)
    {
        var current = replaces ? await _host.SendAsync("GET", path) : null;
        await SendAsync(method, path, body, current is { Status: 200 } ? [("If-Match", current.Headers["ETag"])] : []);
    }

    private async Task<AdminAnswer> SendAsync(string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var answer = await _host.SendAsync(method, path, body, AdminHost.AdminKey, headers);
        Assert.True(answer.Status is 200 or 201, $"{method} {path}: {answer.Status} {answer.Text}");
        _answers.Add(answer.Text);
        return answer;
    }
}
