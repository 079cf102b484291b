using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Testing;

/// <summary>A real upstream on a real socket that records what reaches it.</summary>
public sealed class TestUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    private TestUpstream(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The requests that have reached it, in their order. A request counts when its head has come.</summary>
    public IReadOnlyCollection<RecordedRequest> Requests => _requests;

    /// <summary>The only request that has reached it.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public RecordedRequest Request => _requests.Count == 1
        ? _requests.First()
        : throw new InvalidOperationException($"{_requests.Count} requests have reached the upstream; one was expected.");

    /// <summary>Forgets the requests.</summary>
    public void Forget() => _requests.Clear();

    /// <summary>Stops it: from then on connections are refused.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal static async Task<TestUpstream> StartAsync(RequestDelegate? answer, HttpProtocols protocols)
    {
        answer ??= static http => http.Response.WriteAsync("upstream");
        var app = SealedHost.CreateBuilder(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
            kestrel.Limits.MaxRequestBodySize = null;
        }).Build();
        app.UseWebSockets();
        var upstream = new TestUpstream(app);
        app.Run(http =>
        {
            upstream._requests.Enqueue(Record(http));
            return answer(http);
        });
        await app.StartAsync().ConfigureAwait(false);
        upstream.Address = GatewayTestHost.AddressOf(app);
        return upstream;
    }

    private static RecordedRequest Record(HttpContext http) => new(
        http.Request.Method,
        http.Features.Get<IHttpRequestFeature>()!.RawTarget,
        http.Request.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase));
}
