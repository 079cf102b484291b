namespace GatewayKit.Tests.Compilation;

/// <summary>Counts the calls of <see cref="EditingPlugin"/>.</summary>
public sealed class EditingCalls
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _read;

    /// <summary>Gets how often <see cref="IUpstreamRequestHook.EditsUpstreamRequest"/> was read.</summary>
    public int Read => Volatile.Read(ref _read);

    /// <summary>Gets the task that ends when the first instance is disposed.</summary>
    public Task Disposed => _disposed.Task;

    public void AddRead() => Interlocked.Increment(ref _read);

    public void AddDisposed() => _disposed.TrySetResult();
}
