namespace GatewayKit.Plugins.Mirror;

/// <summary>The places for copies at the same time.</summary>
internal sealed class CopyPlaces(int maximum, MirrorReport report)
{
    private int _taken;

    /// <summary>Creates a copy if there is a place.</summary>
    /// <param name="compares">Whether the responses are compared.</param>
    public MirrorCopy? TryEnter(bool compares)
    {
        if (Interlocked.Increment(ref _taken) <= maximum)
            return new MirrorCopy(this) { Response = compares ? new ClientResponse() : null };

        Leave(CopyOutcome.Busy);
        return null;
    }

    public void Leave(CopyOutcome outcome)
    {
        Interlocked.Decrement(ref _taken);
        report.Count(outcome);
    }
}
