using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Security.Tests;

/// <summary>
/// A whole gateway: everything is public, except what is under <c>/admin</c>. So whatever spelling the router does not
/// take for <c>/admin</c> is forwarded, and the upstream must not take it for that either.
/// </summary>
public class SecurityGateway : IAsyncLifetime
{
    public const string Key = "X-Api-Key: the-key-of-alice\r\n";

    private GatewayTestHost _host = null!;

    public int Port => _host.Address.Port;

    protected virtual string Settings => "";

    /// <summary>The exceptions of <c>/public</c>. A route for every path can't have them beside a protected one.</summary>
    protected virtual string PublicPaths => "{}";

    protected virtual HttpProtocols Protocols => HttpProtocols.Http1;

    /// <summary>What has reached the upstream, but for pings.</summary>
    public IEnumerable<RecordedRequest> Forwarded => _host.Upstream.Requests.Where(request => request.Target != "/public/ping");

    public async Task InitializeAsync() => _host = await GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<KeyAuthPlugin>()
        .WithProtocols(Protocols, HttpProtocols.Http1)
        .WithUpstream(EchoAsync)
        .WithConfiguration($$"""
            {{Settings}}
            routes:
              public: { clusterId: up, match: { path: "/{**rest}" }, order: 2 }
              open: { clusterId: up, match: { path: "/public/{**rest}" }, order: 1, paths: {{PublicPaths}} }
              small: { clusterId: up, match: { path: "/small/{**rest}" }, maxRequestBodySize: 100, order: 1 }
              admin: { clusterId: up, match: { path: "/admin/{**rest}" }, order: 0, plugins: [ { name: key-auth } ] }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            consumers: { alice: { credentials: { key-auth: [ { key: the-key-of-alice } ] } } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Forget() => _host.Upstream.Forget();

    /// <summary>Sends a request on a connection of its own. Afterwards the gateway still serves.</summary>
    public async Task<RawResponse?> SendAsync(string request)
    {
        _host.Upstream.Forget();
        var response = await RawClient.SendAsync(Port, request);
        await AssertAliveAsync();
        return response;
    }

    /// <summary>Sends a request that must be refused by its head: with a 4xx (or 505), or by closing, and nothing is forwarded.</summary>
    public async Task<RawResponse?> AssertRefusedAsync(string request, params int[] statuses)
    {
        var response = await SendAsync(request);
        Assert.Empty(Forwarded);
        if (statuses.Length > 0)
            Assert.Contains(response?.Status ?? 0, statuses);
        else
            Assert.True(response is null or { Status: (>= 400 and < 500) or 505 }, $"The answer is {response?.Status}.");
        return response;
    }

    /// <summary>
    /// Sends bytes, reads one answer and asks on: the connection must be closed, or the next answer belong to the next
    /// request. Nothing but the first request may have reached the upstream, and that not under <c>/admin</c>.
    /// </summary>
    public async Task<RawResponse?> AssertInStepAsync(string bytes)
    {
        _host.Upstream.Forget();
        await using var client = await RawClient.ConnectAsync(Port);
        await client.WriteAsync(bytes);
        var first = await client.ReadResponseAsync();
        if (first is not null)
        {
            await client.WriteAsync("GET /public/next HTTP/1.1\r\nHost: h\r\n\r\n");
            if (await client.ReadResponseAsync() is { } next && next.Status != 400)
                Assert.StartsWith("GET /public/next\n", next.Body, StringComparison.Ordinal);
        }

        AssertNoneProtected();
        Assert.True(Forwarded.Count(request => request.Target != "/public/next") <= 1, "More than one request was forwarded.");
        await AssertAliveAsync();
        return first;
    }

    /// <summary>Nothing has reached the upstream that the most lenient server would take for <c>/admin</c>.</summary>
    public void AssertNoneProtected()
        => Assert.DoesNotContain(Forwarded, request => IsProtected(request.Target));

    public static bool IsProtected(string target)
        => LenientServer.Read(target.Split('?')[0]) is var path
            && (path == "/admin" || path.StartsWith("/admin/", StringComparison.Ordinal));

    /// <summary>The gateway still serves.</summary>
    public virtual async Task AssertAliveAsync()
        => Assert.Equal(200,
            (await RawClient.SendAsync(Port, "GET /public/ping HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))?.Status);

    private static async Task EchoAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null);
        await http.Response.WriteAsync($"{http.Request.Method} {http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}\n");
        foreach (var (name, value) in http.Request.Headers)
            await http.Response.WriteAsync($"{name}: {value}\n");
        if (http.Features.Get<IHttpRequestTrailersFeature>() is { Available: true } trailers)
        {
            foreach (var (name, value) in trailers.Trailers)
                await http.Response.WriteAsync($"trailer {name}: {value}\n");
        }
    }
}
