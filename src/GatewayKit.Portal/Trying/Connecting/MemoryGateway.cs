using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>
/// A second Kestrel, without sockets, that serves the app of the host to the portal: with the limits of the host's server, and the whole
/// pipeline. It isn't an endpoint of the host's own server, because that would then ignore its addresses (<c>ASPNETCORE_URLS</c>). It
/// starts with the first request.
/// </summary>
internal sealed class MemoryGateway(IOptions<KestrelServerOptions> options, ILoggerFactory loggers) : IDisposable
{
    private readonly MemoryTransport _transport = new();
    private readonly Lock _lock = new();
    private Func<KestrelServer, Task>? _open;
    private KestrelServer? _server;
    private Task? _start;
    private bool _isStopped;

    /// <summary>Gets whether the app of the host serves requests.</summary>
    public bool IsOpen => Volatile.Read(ref _open) is not null;

    /// <summary>Serves an app.</summary>
    public void Open<TContext>(IHttpApplication<TContext> application)
        where TContext : notnull
        => Volatile.Write(ref _open, server => server.StartAsync(new GuardedApplication<TContext>(application), CancellationToken.None));

    /// <summary>Opens a connection.</summary>
    /// <exception cref="IOException">The gateway is starting or stopping.</exception>
    public async Task<Stream> ConnectAsync(MemoryConnection connection)
    {
        await StartAsync().ConfigureAwait(false);
        return _transport.TryPass(connection)
            ? connection.Client
            : throw new IOException("The gateway accepts no more connections.");
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task? start;
        lock (_lock)
        {
            _isStopped = true;
            start = _start;
        }

        if (start is null)
            return;

        await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server!.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _server?.Dispose();

    private Task StartAsync()
    {
        lock (_lock)
        {
            if (_isStopped || _open is null)
                throw new IOException("The gateway is starting or stopping.");
            if (_start is not null)
                return _start;

            _server = new KestrelServer(Options.Create(MemoryServerOptions.Of(options.Value)), _transport, loggers);
            return _start = _open(_server);
        }
    }
}
