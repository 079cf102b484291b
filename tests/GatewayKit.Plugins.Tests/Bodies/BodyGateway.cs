using System.Net;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>A gateway over HTTP/1.1 or HTTP/2, whose upstream answers as a test says.</summary>
public abstract class BodyGateway : RouteHost
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    internal Version Version { get; }

    private protected BodyGateway(string configuration, HttpProtocols protocols, ScriptedUpstream upstream)
        : base(configuration, setup => setup.WithUpstream(upstream.HandleAsync).WithProtocols(protocols, HttpProtocols.Http1))
    {
        Version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        Upstream = upstream;
    }

    internal ScriptedUpstream Upstream { get; }

    /// <summary>Sends a request, and reads the response as it is.</summary>
    internal async Task<CodedAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Host.Address, path))
        {
            Version = Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await Host.Client.SendAsync(request).WaitAsync(s_patience);
        return new CodedAnswer(
            (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync().WaitAsync(s_patience),
            response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }
}
