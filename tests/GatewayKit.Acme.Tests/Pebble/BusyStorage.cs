using GatewayKit.Acme.Storage;

namespace GatewayKit.Acme.Tests.Pebble;

/// <summary>A storage that reports when its user finds the lock taken.</summary>
internal sealed class BusyStorage(IAcmeStorage inner) : IAcmeStorage
{
    private readonly TaskCompletionSource _busy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the lock was taken for the first time that the user tried to take it.</summary>
    public Task WasBusy => _busy.Task;

    public ValueTask<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => inner.ReadAsync(name, cancellationToken);

    public ValueTask WriteAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
        => inner.WriteAsync(name, value, cancellationToken);

    public async ValueTask<IAsyncDisposable?> TryLockAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
    {
        var held = await inner.TryLockAsync(name, duration, cancellationToken);
        if (held is null)
            _busy.TrySetResult();
        return held;
    }
}
