namespace GatewayKit.Tests.Pipeline;

/// <summary>How many hooks of quiet plugins have run.</summary>
public sealed class QuietCalls
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
