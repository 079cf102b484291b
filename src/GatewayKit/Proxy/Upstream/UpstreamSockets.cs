using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using GatewayKit.Plugins;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Opens the sockets to upstreams, up to the number that the file descriptors of the process allow: without a free descriptor, the
/// runtime ends the process. A connection that has to wait doesn't keep its request from using another connection that becomes idle.
/// </summary>
/// <param name="limit">Returns the maximum number of open sockets; null for no limit. Called once.</param>
/// <param name="time">The clock.</param>
/// <param name="resolve">Returns the addresses of a name; null to ask the system.</param>
/// <param name="remote">The names that must be those of other hosts; null for none.</param>
internal sealed class UpstreamSockets(
    Func<long?> limit, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, RemoteNames? remote = null)
{
    /// <summary>The limit above which idle connections never make others wait: the number that clients can use,
    /// plus the same number idle.</summary>
    private const long Plenty = 20_000;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    // Less than the wait, so that an idle connection to one destination is closed for a connection to another one.
    private static readonly TimeSpan s_shortIdleTimeout = TimeSpan.FromSeconds(3);

    private readonly Lazy<(long Limit, SemaphoreSlim Free)?> _bound = new(
        () => limit() is { } most and < int.MaxValue ? (most, new SemaphoreSlim((int)most)) : null);

    /// <summary>The maximum idle time of a connection; null for the HTTP client's default.</summary>
    public TimeSpan? IdleTimeout => _bound.Value is { Limit: < Plenty } ? s_shortIdleTimeout : null;

    /// <exception cref="NoConnectionException">No connection became free in time.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
        => await ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);

    /// <exception cref="NoConnectionException">No connection became free in time.</exception>
    public async ValueTask<NetworkStream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellation)
    {
        if (_bound.Value is not var (most, free))
            return await ConnectAsync(endPoint, null, cancellation).ConfigureAwait(false);

        if (!await free.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            await WaitAsync(most, free, cancellation).ConfigureAwait(false);
        return await ConnectAsync(endPoint, free, cancellation).ConfigureAwait(false);
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

    private async Task<NetworkStream> ConnectAsync(DnsEndPoint endPoint, SemaphoreSlim? free, CancellationToken cancellation)
    {
        try
        {
            var addresses = await ResolveAsync(endPoint.Host, cancellation).ConfigureAwait(false);
            if (addresses.Length == 0)
                throw new SocketException((int)SocketError.HostNotFound);

            var socket = addresses.Length == 1
                ? await ConnectAsync(new IPEndPoint(addresses[0], endPoint.Port), cancellation).ConfigureAwait(false)
                : await new ConnectionRace(ConnectAsync, free, time)
                    .RunAsync([.. AddressOrder.Of(addresses).Select(address => new IPEndPoint(address, endPoint.Port))], cancellation)
                    .ConfigureAwait(false);
            return new UpstreamSocketStream(socket, free);
        }
        catch
        {
            free?.Release();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        var find = resolve ?? Dns.GetHostAddressesAsync;
        if (remote?.Contains(host) != true)
            return await find(host, cancellation).ConfigureAwait(false);

        // With the final dot, the name is complete, so that no domain is appended to it.
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await find(host.EndsWith('.') ? host : host + ".", cancellation).ConfigureAwait(false);
        return Array.FindAll(addresses, RemoteAddress.Is);
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }
}
