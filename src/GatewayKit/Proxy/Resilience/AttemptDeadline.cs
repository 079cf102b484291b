namespace GatewayKit.Proxy.Resilience;

/// <summary>
/// A time limit of attempts. It isn't Polly's timeout, which reuses its sources of cancellation: a request body that is still being sent
/// after the head of its response would see the cancellation of another request.
/// </summary>
internal sealed class AttemptDeadline : IDisposable
{
    private readonly string _option;
    private readonly TimeSpan _limit;
    private readonly CancellationToken _outer;
    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _linked;

    /// <param name="option">The name of the option.</param>
    /// <param name="limit">Its value; null for no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="outer">The token of what the attempts belong to.</param>
    public AttemptDeadline(string option, TimeSpan? limit, TimeProvider time, CancellationToken outer)
    {
        (_option, _outer) = (option, outer);
        if (limit is not { } finite)
            return;

        _limit = finite;
        _timer = new CancellationTokenSource(finite, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, outer);
    }

    /// <summary>Canceled when the limit has passed, or the outer token is.</summary>
    public CancellationToken Token => _linked?.Token ?? _outer;

    /// <summary>Returns the exception of an attempt; a timeout if the limit is the reason.</summary>
    public Exception Explain(Exception error)
        => error is OperationCanceledException && _timer is { IsCancellationRequested: true } && !_outer.IsCancellationRequested
            ? new AttemptTimeoutException(_option, _limit, error) : error;

    public void Dispose()
    {
        _linked?.Dispose();
        _timer?.Dispose();
    }
}
