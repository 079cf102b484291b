using GatewayKit.Testing;

namespace GatewayKit.Security.Tests.Upstreams;

/// <summary>A whole gateway in front of an upstream that misbehaves as a test says.</summary>
public sealed class FaultGateway : IAsyncLifetime
{
    private GatewayTestHost _host = null!;

    public ScriptedUpstream Upstream { get; } = new();

    public int Port => _host.Address.Port;

    public IReadOnlyCollection<string> Logs => _host.Logs.Lines;

    public async Task InitializeAsync() => _host = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration($$"""
        routes:
          up: { clusterId: up, match: { path: "/up/{**rest}" } }
          stalling: { clusterId: stalling, match: { path: "/stalling/{**rest}" } }
          refusing: { clusterId: refusing, match: { path: "/refusing/{**rest}" } }
          ping: { clusterId: ping, match: { path: "/public/ping" } }
        clusters:
          up: { destinations: { one: { address: "{{Upstream.Address}}" } } }
          stalling: { destinations: { one: { address: "{{Upstream.Address}}" } }, httpRequest: { activityTimeout: 00:00:01 } }
          refusing: { destinations: { one: { address: "http://127.0.0.1:1" } } }
          ping: { destinations: { one: { address: "{upstream}" } } }
        """)).WaitAsync(TimeSpan.FromSeconds(60));

    public async Task DisposeAsync()
    {
        Upstream.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Lets the upstream answer so, sends a request, and returns what the client gets; null for no complete response.</summary>
    public async Task<RawResponse?> SendAsync(
        Func<UpstreamConnection, Task> answer, string request = "GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n")
    {
        Upstream.Requests.Clear();
        Upstream.ReadsBodies = true;
        Upstream.Answer = answer;
        var response = await RawClient.SendAsync(Port, request);
        await AssertAliveAsync();
        return response;
    }

    /// <summary>
    /// Sends a request whose response leaves the upstream's connection for the next one, and then a request that the upstream answers in
    /// a certain way. Both have one connection of the client: on it, the gateway reads the second request after the end of the first
    /// exchange.
    /// </summary>
    public async Task<RawResponse?> SendOnUsedConnectionAsync(Func<UpstreamConnection, Task> answer, string request)
    {
        Upstream.ReadsBodies = true;
        Upstream.Answer = ScriptedUpstream.Say(ScriptedUpstream.Ok("first"));
        await using var client = await RawClient.ConnectAsync(Port);
        await client.WriteAsync("GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal("first", (await client.ReadResponseAsync())?.Body);

        Upstream.Requests.Clear();
        Upstream.Answer = answer;
        await client.WriteAsync(request);
        var response = await client.ReadResponseAsync(isHead: request.StartsWith("HEAD ", StringComparison.Ordinal));
        await AssertAliveAsync();
        return response;
    }

    public async Task AssertAliveAsync()
        => Assert.Equal(200,
            (await RawClient.SendAsync(Port, "GET /public/ping HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))?.Status);
}
