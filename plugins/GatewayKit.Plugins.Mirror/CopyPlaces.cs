namespace GatewayKit.Plugins.Mirror;

/// <summary>The places for copies at the same time.</summary>
internal sealed class CopyPlaces(int maximum, MirrorReport report)
{
    private int _taken;

    /// <summary>Creates a copy if there is a place.</summary>
    public MirrorCopy? TryEnter()
    {
        if (Interlocked.Increment(ref _taken) <= maximum)
            return new MirrorCopy(this);

        Leave(CopyOutcome.Busy);
        return null;
    }

    public void Leave(CopyOutcome outcome)
    {
        Interlocked.Decrement(ref _taken);
        report.Count(outcome);
    }
}
