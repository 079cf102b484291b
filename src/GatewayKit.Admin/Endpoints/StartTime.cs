namespace GatewayKit.Admin.Endpoints;

/// <summary>The time at which the host mapped the admin API.</summary>
internal sealed class StartTime(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public DateTimeOffset Value { get; } = time.GetUtcNow();

    public TimeSpan Elapsed => time.GetElapsedTime(_start);
}
