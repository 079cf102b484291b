using System.Diagnostics.CodeAnalysis;
using System.Text;
using GatewayKit.Testing;
using ModelContextProtocol.Client;

namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>Two nodes with the same secret before a real MCP server with sessions.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit calls DisposeAsync.")]
public sealed class McpSessionGateway : IAsyncLifetime
{
    public const string Alice = "alice-secret-key";
    public const string Bob = "bob-secret-key";
    public const string Initialize = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},
        "clientInfo":{"name":"test","version":"1"}}}
        """;

    private const string Secret = "a secret that all nodes have in common";

    private RealServer _server = null!;

    public GatewayTestHost Host { get; private set; } = null!;

    public GatewayTestHost OtherNode { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await RealServer.StartAsync();
        Host = await StartAsync();
        OtherNode = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        if (OtherNode is not null)
            await OtherNode.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Starts a session, and returns the id that the client gets.</summary>
    public async Task<string> StartSessionAsync(string path = "/mcp", string? key = Alice, params (string, string)[] headers)
    {
        using var response = await SendAsync(HttpMethod.Post, path, key, null, Initialize, headers: headers);
        Assert.Equal(200, (int)response.StatusCode);
        return response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    /// <summary>Sends a ping in a session, and returns the status.</summary>
    public async Task<int> PingAsync(
        string session, string path = "/mcp", string? key = Alice, GatewayTestHost? node = null, params (string, string)[] headers)
    {
        const string Ping = """{"jsonrpc":"2.0","id":2,"method":"ping"}""";
        using var response = await SendAsync(HttpMethod.Post, path, key, session, Ping, node, headers);
        return (int)response.StatusCode;
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? key, string? session, string? message, GatewayTestHost? node = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (message is not null)
            request.Content = new StringContent(message, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", "2025-11-25");
        if (key is not null)
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        if (session is not null)
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", session);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await (node ?? Host).Client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Connects the SDK's own client, with sessions.</summary>
    public Task<McpClient> ConnectAsync(string path = "/mcp", string key = Alice)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(Host.Address, path),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["X-Api-Key"] = key },
        };
        return McpClient.CreateAsync(new HttpClientTransport(options), new McpClientOptions { ProtocolVersion = "2025-11-25" })
            .WaitAsync(TimeSpan.FromSeconds(60));
    }

    private Task<GatewayTestHost> StartAsync() => PluginGateway.StartAsync($$"""
        trustedProxies: ["127.0.0.0/8", "::1/128"]
        routes:
          mcp:
            clusterId: mcp
            match: { path: /mcp }
            plugins:
              - { name: key-auth }
              - { name: mcp-proxy, options: { deny: [secret_tool], sessions: { secret: {{Secret}} } } }
          same:
            clusterId: mcp
            match: { path: /same }
            transforms: [ { pathSet: /mcp } ]
            plugins:
              - { name: key-auth }
              - { name: mcp-proxy, options: { sessions: { secret: {{Secret}} } } }
          other:
            clusterId: other
            match: { path: /other }
            transforms: [ { pathSet: /mcp } ]
            plugins:
              - { name: key-auth }
              - { name: mcp-proxy, options: { sessions: { secret: {{Secret}} } } }
          own:
            clusterId: mcp
            match: { path: /own }
            transforms: [ { pathSet: /mcp } ]
            plugins:
              - { name: key-auth }
              - { name: mcp-proxy, options: { sessions: { secret: another secret that only this route has } } }
          open:
            clusterId: mcp
            match: { path: /open }
            transforms: [ { pathSet: /mcp } ]
            plugins: [ { name: mcp-proxy, options: { sessions: { secret: {{Secret}} } } } ]
          address:
            clusterId: mcp
            match: { path: /address }
            transforms: [ { pathSet: /mcp } ]
            plugins: [ { name: mcp-proxy, options: { sessions: { secret: {{Secret}}, anonymous: address } } } ]
        clusters:
          mcp: { destinations: { one: { address: "{{_server.Address}}" } } }
          other: { destinations: { one: { address: "{{_server.Address}}" } } }
        consumers:
          alice: { credentials: { key-auth: [ { key: {{Alice}} } ] } }
          bob: { credentials: { key-auth: [ { key: {{Bob}} } ] } }
        """);
}
