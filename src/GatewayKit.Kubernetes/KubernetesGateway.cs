namespace GatewayKit.Kubernetes;

/// <summary>The state of a gateway that is configured by a cluster.</summary>
public sealed class KubernetesGateway
{
    private readonly TaskCompletionSource<IReadOnlyList<string>> _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DateTimeOffset? _keptCopyTime;

    internal KubernetesGateway()
    {
    }

    /// <summary>Gets whether the resources of the cluster were read and are active.</summary>
    public bool IsServing => _served.Task.IsCompletedSuccessfully;

    /// <summary>Gets the last time when the served resources were known to be current, if they are from the kept copy
    /// (<see cref="KubernetesOptions.KeptCopyFolder"/>), because the API server hasn't answered since the start; otherwise null.</summary>
    public DateTimeOffset? KeptCopyTime
    {
        get
        {
            lock (_served)
                return _keptCopyTime;
        }
    }

    /// <summary>Waits until the resources of the cluster were read and are active.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The addresses of the listeners that are open then, such as <c>http://127.0.0.1:80</c>.</returns>
    public Task<IReadOnlyList<string>> WaitUntilServingAsync(CancellationToken cancellation = default)
        => _served.Task.WaitAsync(cancellation);

    internal void Serve(IReadOnlyList<string> urls, DateTimeOffset? keptCopyTime)
    {
        lock (_served)
            _keptCopyTime = keptCopyTime;
        _served.TrySetResult(urls);
    }
}
