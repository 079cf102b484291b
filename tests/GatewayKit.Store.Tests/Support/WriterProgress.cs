namespace GatewayKit.Store.Tests.Support;

/// <summary>Counts acknowledged changes.</summary>
internal sealed class WriterProgress
{
    private int _count;

    public void Add() => Interlocked.Increment(ref _count);

    public Task ReachAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref _count) >= count));
}
