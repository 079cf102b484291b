using System.Collections.Concurrent;
using System.Text;
using GatewayKit.Portal.Trying.Code;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Portal.Tests.Trying;

/// <summary>A gateway that receives the requests of code.</summary>
internal sealed class SentRequests : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Method, string Target, StringValues Text, StringValues Authorization, string Body)> _requests;
    private readonly GatewayTestHost _gateway;

    private SentRequests(
        GatewayTestHost gateway, ConcurrentQueue<(string, string, StringValues, StringValues, string)> requests)
        => (_gateway, _requests) = (gateway, requests);

    public static async Task<SentRequests> StartAsync()
    {
        var requests = new ConcurrentQueue<(string, string, StringValues, StringValues, string)>();
        var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithConfiguration("""
                routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
                clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
                """)
            .WithUpstream(async http =>
            {
                using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
                var body = await reader.ReadToEndAsync();
                var headers = http.Request.Headers;
                requests.Enqueue((
                    http.Request.Method, $"{http.Request.Path}{http.Request.QueryString}", headers["X-Text"], headers.Authorization, body));
            }));
        return new SentRequests(gateway, requests);
    }

    /// <summary>Returns a request to the gateway.</summary>
    /// <param name="header">The value of a header, and of the query.</param>
    /// <param name="body">The body; null for one without a body, but with basic authentication.</param>
    public CodeRequest Request(string header, string? body) => new(
        body is null ? "GET" : "PUT", $"{_gateway.Address}a%2Bb?x={Uri.EscapeDataString(header)}",
        [
            .. body is null ? Array.Empty<KeyValuePair<string, string>>() : [new("Content-Type", "text/plain")],
            new KeyValuePair<string, string>("X-Text", header),
        ],
        IsBasic: body is null, body);

    public void AssertIs(string header, string? body)
    {
        var (method, target, text, authorization, sent) = Assert.Single(_requests);
        Assert.Equal(body is null ? "GET" : "PUT", method);
        Assert.Equal($"/a+b?x={Uri.EscapeDataString(header)}", target);
        Assert.Equal(header, text);
        Assert.Equal(body is null ? $"Basic {Convert.ToBase64String("NAME:PASSWORD"u8)}" : "", authorization.ToString());
        Assert.Equal(body ?? "", sent);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
