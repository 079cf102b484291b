namespace NewerJson;

/// <summary>A service that only this assembly's plugins see.</summary>
public sealed class Tally : IDisposable
{
    private int _count;

    public bool IsDisposed { get; private set; }

    public int Next() => Interlocked.Increment(ref _count);

    public void Dispose() => IsDisposed = true;
}
