using System.Net;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.RequestSizeLimit;

/// <summary>A gateway with limits, whose upstream reads the bodies that it gets.</summary>
public abstract class BodyHost : RouteHost
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Version _version;
    private readonly ReceivedBodies _received;

    protected BodyHost(HttpProtocols protocols)
        : this(protocols, new ReceivedBodies())
    {
    }

    private BodyHost(HttpProtocols protocols, ReceivedBodies received)
        : base(
            """
            routes:
              limit: { clusterId: up, match: { path: /limit }, plugins: [ { name: request-size-limit, options: { limit: 1000 } } ] }
              none: { clusterId: up, match: { path: /none }, plugins: [ { name: request-size-limit, options: { limit: 0 } } ] }
              inflated: { clusterId: up, match: { path: /inflated }, plugins: [ { name: request-size-limit, options: { limit: 20000, inflatedLimit: 100000 } } ] }
              large:
                clusterId: up
                match: { path: /inflated-large }
                plugins: [ { name: request-size-limit, options: { limit: 1MB, inflatedLimit: 5MB } } ]
              identity: { clusterId: up, match: { path: /identity }, plugins: [ { name: request-size-limit, options: { limit: 1000, inflatedLimit: 5000 } } ] }
              buffered: { clusterId: up, match: { path: /buffered }, plugins: [ { name: request-size-limit, options: { limit: 1000 } }, { name: buffering } ] }
              grouped: { clusterId: up, match: { path: /grouped }, plugins: [ { name: key-auth }, { name: request-size-limit, options: { limit: 1000 } } ] }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            groups: { gold: { plugins: [ { name: request-size-limit, options: { limit: 5000 } } ] } }
            consumers:
              alice: { groups: [gold], credentials: { key-auth: [ { key: alice-key } ] } }
              bob: { credentials: { key-auth: [ { key: bob-key } ] } }
            """,
            setup => setup.WithUpstream(received.ReadAsync).WithProtocols(protocols, HttpProtocols.Http1).WithPlugin<BufferingPlugin>())
    {
        _version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        _received = received;
    }

    /// <summary>The last body that the upstream has read to its end.</summary>
    internal byte[]? LastBody => _received.Last;

    /// <summary>Sends a body, and says how many bytes the upstream has read if it has read the body to its end.</summary>
    internal async Task<(HttpResponseMessage Response, int? Received)> PostAsync(
        string path, byte[] body, bool isAnnounced, string? coding = null, string? key = null)
    {
        _received.Last = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Address, path))
        {
            Version = _version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = isAnnounced ? new ByteArrayContent(body) : new UnannouncedContent(body),
        };
        if (coding is not null)
            Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding));
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        var response = await Host.Client.SendAsync(request).WaitAsync(s_patience);
        return (response, _received.Last?.Length);
    }
}
