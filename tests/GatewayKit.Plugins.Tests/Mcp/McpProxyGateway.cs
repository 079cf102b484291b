using System.Text;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>A gateway before an MCP server, which responds as the test says.</summary>
public sealed class McpProxyGateway : IAsyncLifetime
{
    public const string Alice = "alice-secret-key";
    public const string Bob = "bob-secret-key";

    public GatewayTestHost Host { get; private set; } = null!;

    /// <summary>Writes the server's next responses.</summary>
    public Func<HttpResponse, Task> Respond { get; set; } = _ => Task.CompletedTask;

    /// <summary>The body of the last request to the server.</summary>
    public string LastBody { get; private set; } = "";

    public async Task InitializeAsync() => Host = await PluginGateway.StartAsync($$"""
        routes:
          mcp:
            clusterId: mcp
            match: { path: /mcp }
            plugins:
              - { name: key-auth, options: { allowPreflight: true } }
              - name: mcp-proxy
                options:
                  allow: [ { tools: [search, get*] }, { tools: [delete*, "löschen"], groups: [staff] } ]
                  deny: [get_secret]
                  methods: ["tools/*", prompts/get, resources/read]
                  maxBodySize: 20KB
                  maxResponseSize: 20KB
          mocked:
            match: { path: /mocked }
            plugins:
              - { name: mcp-proxy, options: { deny: ["get_*"] } }
              - name: mock
                options: { contentType: application/json, body: '{"id":1,"result":{"tools":[{"name":"get_a"},{"name":"search"}] } }' }
          open: { clusterId: mcp, match: { path: /open }, plugins: [ { name: mcp-proxy } ] }
          limited:
            clusterId: mcp
            match: { path: /limited }
            plugins:
              - { name: mcp-proxy }
              - { name: rate-limit, options: { limit: 1, window: 1h, by: "header:Mcp-Name" } }
          strict:
            clusterId: mcp
            match: { path: /strict }
            plugins: [ { name: mcp-proxy, options: { requireHeaders: true } } ]
        clusters: { mcp: { destinations: { one: { address: "{upstream}" } } } }
        groups: { staff: {} }
        consumers:
          alice: { groups: [staff], credentials: { key-auth: [ { key: {{Alice}} } ] } }
          bob: { credentials: { key-auth: [ { key: {{Bob}} } ] } }
        """,
        setup => setup.WithUpstream(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            LastBody = await reader.ReadToEndAsync();
            await Respond(http.Response);
        }));

    public async Task DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }

    /// <summary>Sets the server's next responses, and forgets its requests.</summary>
    public void Answer(string type, byte[] body, string? coding = null, int status = 200)
    {
        Host.Upstream.Forget();
        Respond = async response =>
        {
            (response.StatusCode, response.ContentType) = (status, type);
            if (coding is not null)
                response.Headers.ContentEncoding = coding;
            await response.Body.WriteAsync(body);
        };
    }

    public void Answer(string type, string body) => Answer(type, Encoding.UTF8.GetBytes(body));

    /// <summary>Sends a message and returns the status and the body of the response.</summary>
    public Task<(int Status, string Body)> PostAsync(string message, string path = "/mcp", params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(message), headers);

    public async Task<(int Status, string Body)> SendAsync(
        HttpMethod method, string path, byte[]? message, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = message is null ? null : new ByteArrayContent(message) };
        foreach (var (name, value) in headers.Append(("Content-Type", "application/json")).Append(("X-Api-Key", Bob))
            .DistinctBy(header => header.Item1))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        var bytes = await response.Content.ReadAsByteArrayAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return ((int)response.StatusCode, Encoding.UTF8.GetString(
            CodedBytes.Decode(response.Content.Headers.ContentEncoding.SingleOrDefault() ?? "", bytes)));
    }
}
