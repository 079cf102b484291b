using System.Net.Http;
using System.Net.Sockets;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Opens the sockets to upstreams, no more at once than the file descriptors of the process allow: without one to spare, the
/// runtime ends the process. A connection that has to wait doesn't keep its request from getting another that becomes idle.
/// </summary>
/// <param name="limit">Returns the most open sockets; null for any number. Asked once.</param>
/// <param name="time">The clock.</param>
internal sealed class UpstreamSockets(Func<long?> limit, TimeProvider time)
{
    /// <summary>The number from which idle connections are no reason for others to wait: as many in use as clients can have, and as many idle.</summary>
    private const long Plenty = 20_000;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    // Less than the wait, so that an idle connection to one destination makes room for one to another.
    private static readonly TimeSpan s_shortIdleTimeout = TimeSpan.FromSeconds(3);

    private readonly Lazy<(long Limit, SemaphoreSlim Free)?> _bound = new(
        () => limit() is { } most and < int.MaxValue ? (most, new SemaphoreSlim((int)most)) : null);

    /// <summary>How long a connection may be idle; null for the HTTP client's default.</summary>
    public TimeSpan? IdleTimeout => _bound.Value is { Limit: < Plenty } ? s_shortIdleTimeout : null;

    /// <exception cref="NoConnectionException">None became free in time.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        if (_bound.Value is not var (most, free))
            return await ConnectAsync(context, null, cancellation).ConfigureAwait(false);

        if (!await free.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            await WaitAsync(most, free, cancellation).ConfigureAwait(false);
        return await ConnectAsync(context, free, cancellation).ConfigureAwait(false);
    }

    private async Task WaitAsync(long most, SemaphoreSlim free, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(s_longestWait, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await free.WaitAsync(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new NoConnectionException(most);
        }
    }

    private static async Task<Stream> ConnectAsync(SocketsHttpConnectionContext context, SemaphoreSlim? free, CancellationToken cancellation)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new UpstreamSocketStream(socket, free);
        }
        catch
        {
            socket?.Dispose();
            free?.Release();
            throw;
        }
    }
}
