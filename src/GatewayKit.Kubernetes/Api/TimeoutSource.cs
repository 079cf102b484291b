namespace GatewayKit.Kubernetes.Api;

/// <summary>A token that fires after a time or with another token.</summary>
internal sealed class TimeoutSource : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _both;

    public TimeoutSource(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        _timeout = new CancellationTokenSource(limit, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, cancellation);
    }

    public CancellationToken Token => _both.Token;

    public void Dispose()
    {
        _both.Dispose();
        _timeout.Dispose();
    }
}
