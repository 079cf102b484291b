using System.Net;
using System.Text;
using GatewayKit.Testing;
using GatewayKit.Tests.Listening;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Pipeline;

/// <summary>Trailers with a digest of a body that a plugin changes.</summary>
public sealed class ChangedTrailersTests
{
    private const string Response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\nbody\r\n0\r\n"
        + "content-digest: a\r\nRepr-Digest: b\r\nDigest: c\r\nContent-MD5: d\r\nX-Own: e\r\n\r\n";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Digests_in_trailers_are_removed_if_the_body_changes()
    {
        await using var upstream = new TcpServer(async client =>
        {
            var stream = client.GetStream();
            await stream.ReadAtLeastAsync(new byte[10_000], 1).AsTask().WaitAsync(s_patience);
            await TcpServer.SendAsync(stream, Response, isLast: true);
        });
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<UpperCasePlugin>()
            .WithPlugin<ProbePlugin>()
            .WithGateway(builder => builder.Services.AddSingleton(new Probe()))
            .WithProtocols(HttpProtocols.Http2, HttpProtocols.Http1)
            .WithConfiguration($$"""
                routes:
                  changed: { clusterId: raw, match: { path: /changed }, plugins: [ { name: upper-case } ] }
                  hooked: { clusterId: raw, match: { path: /hooked }, plugins: [ { name: upper-case }, { name: probe } ] }
                  observed:
                    clusterId: raw
                    match: { path: /observed }
                    plugins: [ { name: upper-case, options: { keepsLength: true } } ]
                clusters: { raw: { destinations: { one: { address: "http://127.0.0.1:{{upstream.Port}}" } } } }
                """)).WaitAsync(s_patience);

        Assert.Equal("BODY X-OWN", await GetAsync(gateway, "/changed"));
        Assert.Equal("BODY X-OWN", await GetAsync(gateway, "/hooked"));
        Assert.Equal("BODY CONTENT-DIGEST CONTENT-MD5 DIGEST REPR-DIGEST X-OWN", await GetAsync(gateway, "/observed"));
    }

    /// <summary>Returns the body and the names of the trailers.</summary>
    private static async Task<string> GetAsync(GatewayTestHost gateway, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await gateway.Client.SendAsync(request).WaitAsync(s_patience);
        var body = await response.Content.ReadAsStringAsync().WaitAsync(s_patience);
        var trailers = response.TrailingHeaders.Select(trailer => trailer.Key.ToUpperInvariant());
        return string.Join(' ', trailers.Order(StringComparer.Ordinal).Prepend(body));
    }
}
