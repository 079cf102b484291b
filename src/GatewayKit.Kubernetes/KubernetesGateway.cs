namespace GatewayKit.Kubernetes;

/// <summary>The state of a gateway that is configured by a cluster.</summary>
public sealed class KubernetesGateway
{
    private readonly TaskCompletionSource<IReadOnlyList<string>> _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal KubernetesGateway()
    {
    }

    /// <summary>Gets whether the resources of the cluster were read and are active.</summary>
    public bool IsServing => _served.Task.IsCompletedSuccessfully;

    /// <summary>Waits until the resources of the cluster were read and are active.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The addresses of the listeners that are open then, such as <c>http://127.0.0.1:80</c>.</returns>
    public Task<IReadOnlyList<string>> WaitUntilServingAsync(CancellationToken cancellation = default)
        => _served.Task.WaitAsync(cancellation);

    internal void Serve(IReadOnlyList<string> urls) => _served.TrySetResult(urls);
}
