using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace GatewayKit.Proxy.Discovery;

/// <summary>
/// Resolves a name again whenever its addresses expire. Without an answer, and with an empty one, the last addresses stay in use.
/// </summary>
internal sealed class NameWatch : IAsyncDisposable
{
    /// <summary>The maximum number of addresses of a name.</summary>
    public const int Most = 1000;

    /// <summary>The time between attempts without an answer, and the minimum between others.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private readonly NameResolver _resolver;
    private readonly TimeProvider _time;
    private readonly IDiscoveryListener _listener;
    private readonly CancellationTokenSource _stopped = new();
    private readonly TaskCompletionSource _attempted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private volatile IReadOnlyList<IPEndPoint>? _latest;
    private bool _isFailing;

    public NameWatch(DiscoveredName name, TimeProvider time, IDiscoveryListener listener)
    {
        Name = name;
        _time = time;
        _listener = listener;
        _resolver = new NameResolver(name);
        _running = Task.Run(RunAsync);
    }

    public DiscoveredName Name { get; }

    /// <summary>The last addresses in a stable order; null before the first answer.</summary>
    public IReadOnlyList<IPEndPoint>? Latest => _latest;

    /// <summary>Completes when the name was resolved for the first time, or has no answer.</summary>
    public Task Attempted => _attempted.Task;

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            var next = await ResolveAsync().ConfigureAwait(false);
            _attempted.TrySetResult();
            await Task.Delay(next < s_shortest ? s_shortest : next, _time, _stopped.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>The time after which the name must be resolved again.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "For any reason, the last addresses stay in use, and the name is resolved again.")]
    private async Task<TimeSpan> ResolveAsync()
    {
        try
        {
            var found = await _resolver.ResolveAsync(_stopped.Token).ConfigureAwait(false);
            if (found.Addresses.Count == 0)
                throw new InvalidOperationException("the name doesn't have addresses");

            if (_isFailing)
                _listener.OnRecovered(Name);
            _isFailing = false;
            Accept(found.Addresses);
            return found.TimeToLive < Name.Refresh ? found.TimeToLive : Name.Refresh;
        }
        catch (Exception error)
        {
            if (!_isFailing && !_stopped.IsCancellationRequested)
                _listener.OnFailed(Name, error, _latest?.Count ?? 0);
            _isFailing = true;
            return s_shortest;
        }
    }

    private void Accept(IReadOnlyList<IPEndPoint> found)
    {
        IReadOnlyList<IPEndPoint> sorted = [.. found.Distinct().OrderBy(address => address.ToString(), StringComparer.Ordinal).Take(Most)];
        if (_latest?.SequenceEqual(sorted) == true)
            return;

        _latest = sorted;
        _listener.OnChanged(Name, sorted.Count);
    }
}
