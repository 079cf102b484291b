using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Connects to the first address that answers (Happy Eyeballs, RFC 8305, section 5), so that one that doesn't answer costs a quarter of a
/// second:
/// <list type="number">
/// <item>the first address is tried</item>
/// <item>if it fails, or hasn't answered after the delay, the next address is tried as well, and so on</item>
/// <item>the first connection wins, and the other attempts are canceled</item>
/// </list>
/// Each attempt needs a place among the sockets of the process. The caller has one for the first attempt; without a free place for another
/// one, the race waits for the attempts that are running.
/// </summary>
/// <param name="connect">Connects to an address.</param>
/// <param name="free">The free places; null if their number isn't limited.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionRace(Func<IPEndPoint, CancellationToken, Task<Socket>> connect, SemaphoreSlim? free, TimeProvider time)
{
    /// <summary>The time after which the next address is tried, as RFC 8305, section 8, recommends.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    private readonly List<Task<Socket>> _running = [];

    /// <summary>Connects to one of the addresses. Called once.</summary>
    /// <returns>The socket, which has the caller's place.</returns>
    /// <exception cref="SocketException">No address accepts the connection; the caller still has its place.</exception>
    public async Task<Socket> RunAsync(IReadOnlyList<IPEndPoint> addresses, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var next = 0;
        try
        {
            while (true)
            {
                if (next < addresses.Count && (_running.Count == 0 || free is null || free.Wait(0, CancellationToken.None)))
                    _running.Add(connect(addresses[next++], ended.Token));

                await WaitAsync(next < addresses.Count, ended.Token).ConfigureAwait(false);
                while (_running.Find(attempt => attempt.IsCompleted) is { } attempt)
                {
                    _running.Remove(attempt);
                    if (attempt.IsCompletedSuccessfully)
                        return await attempt.ConfigureAwait(false);

                    if (_running.Count > 0)
                        free?.Release();
                    else if (next == addresses.Count || cancellation.IsCancellationRequested)
                        return await attempt.ConfigureAwait(false);
                    else
                        break;
                }
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            foreach (var attempt in _running)
                _ = DiscardAsync(attempt);
        }
    }

    /// <summary>Waits until an attempt has ended, or the next address can be tried.</summary>
    private async Task WaitAsync(bool hasNext, CancellationToken ended)
    {
        if (!hasNext)
        {
            await Task.WhenAny(_running).ConfigureAwait(false);
            return;
        }

        using var passed = CancellationTokenSource.CreateLinkedTokenSource(ended);
        await Task.WhenAny([.. _running, Task.Delay(Delay, time, passed.Token)]).ConfigureAwait(false);
        await passed.CancelAsync().ConfigureAwait(false);
    }

    private async Task DiscardAsync(Task<Socket> attempt)
    {
        await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (attempt.IsCompletedSuccessfully)
            (await attempt.ConfigureAwait(false)).Dispose();
        free?.Release();
    }
}
