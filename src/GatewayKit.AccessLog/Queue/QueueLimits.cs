namespace GatewayKit.AccessLog;

/// <summary>The limits of a queue.</summary>
internal sealed record QueueLimits
{
    /// <summary>The maximum number of lines that wait.</summary>
    public int Lines { get; init; } = 10_000;

    /// <summary>The maximum number of bytes that wait.</summary>
    public long Bytes { get; init; } = 16 << 20;

    /// <summary>The maximum number of lines that are written together.</summary>
    public int Batch { get; init; } = 1000;

    /// <summary>The maximum time for which a line waits for others.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The maximum time to write the last lines.</summary>
    public TimeSpan End { get; init; } = TimeSpan.FromSeconds(5);
}
