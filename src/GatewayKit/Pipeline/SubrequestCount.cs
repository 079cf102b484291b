namespace GatewayKit.Pipeline;

/// <summary>Counts the subrequests of a client's request, at every depth: those that send several each would be too many long before the
/// limit of the depth.</summary>
internal sealed class SubrequestCount
{
    public const int Max = 1000;

    private int _count;

    public bool TryAdd() => Interlocked.Increment(ref _count) <= Max;
}
