namespace GatewayKit.Kubernetes.TestServer.Faults;

/// <summary>A time in which watches are silent.</summary>
internal sealed class Silence(string? resource) : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => _ended.Task;

    /// <summary>Returns whether a resource is silent.</summary>
    /// <param name="fullName">The plural with the group.</param>
    public bool Concerns(string fullName)
        => !Ended.IsCompleted && (resource is null || fullName.Split('.')[0] == resource || fullName == resource);

    public void Dispose() => _ended.TrySetResult();
}
