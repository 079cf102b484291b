using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Authentication;

/// <summary>
/// A value of another server, such as its keys:
/// <list type="number">
/// <item>the first caller that needs it starts a fetch; callers share a fetch that is running, and there is never more than one</item>
/// <item>a value that is due is fetched again in the background, while callers use the earlier one</item>
/// <item>a caller can demand a newer value, at most once per interval for all callers</item>
/// <item>if a fetch fails, the earlier value stays, and the next attempt waits</item>
/// </list>
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class RemoteValue<T> : IDisposable
    where T : class
{
    private readonly Func<T?, CancellationToken, Task<T>> _fetch;
    private readonly Action<Exception> _failed;
    private readonly RefreshSettings _settings;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private volatile T? _current;
    private Task? _running;
    private long _due;
    private long _demandable;
    private int _failures;
    private int _disposed;

    /// <summary>Initializes a new instance without a value.</summary>
    /// <param name="fetch">Fetches the value; receives the earlier one. It bounds its own time.</param>
    /// <param name="failed">Called with the exception of each fetch that fails.</param>
    /// <param name="settings">When to fetch again.</param>
    /// <param name="time">The clock.</param>
    public RemoteValue(
        Func<T?, CancellationToken, Task<T>> fetch, Action<Exception> failed, RefreshSettings settings, TimeProvider time)
    {
        (_fetch, _failed, _settings, _time) = (fetch, failed, settings, time);
        _stopped = _stopping.Token;
        _due = _demandable = time.GetTimestamp();
    }

    /// <summary>Gets the value without waiting; <c>null</c> if there is none yet. If it is due, a fetch starts in the background.</summary>
    public T? Current
    {
        get
        {
            if (_current is { } value && _time.GetTimestamp() >= Volatile.Read(ref _due))
                Start();
            return _current;
        }
    }

    /// <summary>Returns the value. If there is none, waits for a fetch, unless the last one failed a short time ago.</summary>
    /// <param name="cancellationToken">Cancels waiting, not the fetch.</param>
    /// <returns>The value; <c>null</c> if it can't be fetched.</returns>
    public async ValueTask<T?> GetAsync(CancellationToken cancellationToken)
    {
        if (Current is null && Start() is { } running)
            await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _current;
    }

    /// <summary>Returns a value newer than one that the caller knows, if the server may be asked for it now.</summary>
    /// <param name="known">The value that the caller knows.</param>
    /// <param name="cancellationToken">Cancels waiting, not the fetch.</param>
    /// <returns>The newer value; <paramref name="known"/> if it is still the current one.</returns>
    public async ValueTask<T?> DemandAsync(T? known, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(_current, known))
            return _current;

        Task? running;
        lock (_lock)
        {
            running = _running;
            if (running is null && _time.GetTimestamp() >= _demandable)
            {
                _demandable = In(_settings.DemandInterval, 1 + (Random.Shared.NextDouble() / 2));
                running = Begin();
            }
        }

        if (running is not null)
            await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _current;
    }

    /// <summary>Cancels a fetch that is running.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <returns>The fetch that is running; null if the next attempt must wait.</returns>
    private Task? Start()
    {
        lock (_lock)
            return _running ?? (_time.GetTimestamp() >= _due ? Begin() : null);
    }

    // Not in the flow of the request: its trace and its values must not live as long as the fetch.
    private Task Begin()
    {
        if (_stopped.IsCancellationRequested)
            return Task.CompletedTask;
        if (ExecutionContext.IsFlowSuppressed())
            return _running = Task.Run(FetchAsync);

        using (ExecutionContext.SuppressFlow())
            return _running = Task.Run(FetchAsync);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A failed fetch is reported and repeated later; the requests that wait for it have no value.")]
    private async Task FetchAsync()
    {
        try
        {
            var value = await _fetch(_current, _stopped).ConfigureAwait(false);
            lock (_lock)
            {
                _current = value;
                _failures = 0;
                Volatile.Write(ref _due, In(_settings.Interval, 1 - (Random.Shared.NextDouble() / 10)));
                _running = null;
            }
        }
        catch (Exception error)
        {
            lock (_lock)
            {
                Volatile.Write(ref _due, In(Backoff(), 1 - (Random.Shared.NextDouble() / 2)));
                _failures++;
                _running = null;
            }

            if (!_stopped.IsCancellationRequested)
                _failed(error);
        }
    }

    private TimeSpan Backoff()
    {
        var backoff = _settings.RetryInterval * Math.Pow(2, Math.Min(_failures, 16));
        return backoff < _settings.DemandInterval ? backoff : _settings.DemandInterval;
    }

    private long In(TimeSpan interval, double factor)
        => _time.GetTimestamp() + (long)(interval.TotalSeconds * factor * _time.TimestampFrequency);
}
