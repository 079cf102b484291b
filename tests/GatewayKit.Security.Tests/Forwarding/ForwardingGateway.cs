using GatewayKit.Security.Tests.Forwarding.Sockets;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>A gateway in which each forwarder has the same routes to the same raw upstream. The host of a request chooses both.</summary>
public class ForwardingGateway : IAsyncLifetime
{
    /// <summary>The values of <c>forwarder</c> that are compared.</summary>
    public static readonly string[] Forwarders = ["yarp", "auto"];

    private GatewayTestHost _host = null!;
    private int _last;

    public RawUpstream Upstream { get; } = new();

    public FullListener Silent { get; } = new();

    public int Port => _host.Address.Port;

    /// <summary>The versions of HTTP that clients use.</summary>
    protected virtual HttpProtocols Protocols => HttpProtocols.Http1;

    public IReadOnlyCollection<string> Logs => _host.Logs.Lines;

    /// <summary>The <c>Host</c> of requests that this forwarder sends.</summary>
    public static string HostOf(string forwarder, string site) => $"{forwarder}.{site}.test";

    public async Task InitializeAsync() => _host = await GatewayTestHost.StartAsync(setup => setup
        .WithProtocols(Protocols, HttpProtocols.Http1)
        .WithConfiguration($$"""
        paths: { encodedSlash: keep, parameters: keep, encodedReserved: keep }
        routes:
        {{string.Concat(Forwarders.Select(Routes))}}
        clusters:
        {{string.Concat(Forwarders.Select(Clusters))}}
        """)).WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Connects a client.</summary>
    public virtual Task<IRawClient> ConnectAsync() => Http1Client.ConnectAsync(Port);

    public async Task DisposeAsync()
    {
        Upstream.Dispose();
        Silent.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Returns an id that no other exchange has. All ids have the same length.</summary>
    public string NextId() => $"{Interlocked.Increment(ref _last):00000000}";

    private static string Routes(string forwarder)
        => Route(forwarder, "plain", "")
            + Route(forwarder, "stalling", "")
            + Route(forwarder, "refusing", "")
            + Route(forwarder, "nameless", "")
            + Route(forwarder, "silent", "")
            + Route(forwarder, "changed", """
                , transforms: [
                  { RequestHeaderOriginalHost: "true" }, { PathPrefix: /base }, { QueryValueParameter: q, Append: v },
                  { RequestHeader: X-A, Append: more }, { RequestHeader: X-Set, Set: s }, { RequestHeaderRemove: X-B },
                  { ResponseHeader: X-A, Append: more, When: Always }, { ResponseHeaderRemove: X-B, When: Always }, { X-Forwarded: "Off" } ]
                """);

    private static string Route(string forwarder, string site, string more)
    {
        var cluster = $"{forwarder}-{(site == "changed" ? "plain" : site)}";
        var match = $$"""match: { hosts: [ {{HostOf(forwarder, site)}} ], path: "/{**rest}" }""";
        return $"  {forwarder}-{site}: {{ clusterId: {cluster}, {match}{more} }}\n";
    }

    private string Clusters(string forwarder)
        => Cluster(forwarder, "plain", Upstream.Address, "")
            + Cluster(forwarder, "stalling", Upstream.Address, ", httpRequest: { activityTimeout: 3s }")
            + Cluster(forwarder, "refusing", "http://127.0.0.1:1", "")
            + Cluster(forwarder, "silent", Silent.Address, ", httpRequest: { activityTimeout: 1s }")
            + Cluster(forwarder, "nameless", "http://no-such-host.invalid", "");

    private static string Cluster(string forwarder, string site, string address, string more)
        => $"  {forwarder}-{site}: {{ forwarder: {forwarder}, destinations: {{ one: {{ address: \"{address}\" }} }}{more} }}\n";
}
