namespace GatewayKit.Proxy.Resilience;

/// <summary>The failures of a destination. Only <see cref="Outliers"/> changes it, one call at a time.</summary>
internal sealed class Outlier
{
    private volatile int _failures;
    private long _ejectedUntil;

    /// <summary>The failures since the last success or ejection.</summary>
    public int Failures
    {
        get => _failures;
        set => _failures = value;
    }

    /// <summary>The ejections in a row.</summary>
    public int Ejections { get; set; }

    /// <summary>The end of the last ejection, in ticks of UTC.</summary>
    public long EjectedUntil
    {
        get => Volatile.Read(ref _ejectedUntil);
        set => Volatile.Write(ref _ejectedUntil, value);
    }
}
