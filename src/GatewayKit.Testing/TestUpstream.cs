using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Testing;

/// <summary>An upstream on a real socket that records its requests.</summary>
public sealed class TestUpstream : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private Socket? _stopped;

    private TestUpstream(WebApplication app) => _app = app;

    /// <summary>Gets the address.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Gets the received requests in order. A request is recorded when its head has arrived.</summary>
    public IReadOnlyCollection<RecordedRequest> Requests => _requests;

    /// <summary>Gets the only received request.</summary>
    /// <exception cref="InvalidOperationException">The upstream received no request, or more than one.</exception>
    public RecordedRequest Request => _requests.Count == 1
        ? _requests.First()
        : throw new InvalidOperationException($"Expected one request to the upstream, found {_requests.Count}.");

    /// <summary>Removes the recorded requests.</summary>
    public void Forget() => _requests.Clear();

    /// <summary>Stops the upstream. New connections are then refused.</summary>
    /// <exception cref="InvalidOperationException">Another socket has taken the port and hasn't released it
    /// within 10 s, so that another server may answer.</exception>
    public async Task StopAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        _stopped ??= await ReserveAsync(Address.Port).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _stopped?.Dispose();
    }

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

    /// <summary>Binds the port again, which keeps other servers away. Connections are refused, as there is no listener.</summary>
    /// <exception cref="InvalidOperationException">The port isn't free within 10 s.</exception>
    private static async Task<Socket> ReserveAsync(int port)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return socket;
            }
            catch (SocketException error)
            {
                socket.Dispose();
                if (TimeProvider.System.GetElapsedTime(start) > s_patience)
                {
                    throw new InvalidOperationException(
                        $"The upstream has stopped, but another socket uses its port {port}: {error.Message}", error);
                }
            }

            // An outgoing connection may have taken the port, and may end soon.
            await Task.Delay(s_pause).ConfigureAwait(false);
        }
    }

    private static RecordedRequest Record(HttpContext http) => new(
        http.Request.Method,
        http.Features.Get<IHttpRequestFeature>()!.RawTarget,
        http.Request.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase));
}
