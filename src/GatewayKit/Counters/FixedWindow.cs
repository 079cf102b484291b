namespace GatewayKit.Counters;

/// <summary>
/// Consecutive windows. A window starts with the first request after the end of the previous one. In the usage,
/// <see cref="LimitUsage.First"/> is the number of requests in the window.
/// </summary>
internal sealed class FixedWindow(CounterLimit limit) : LimitAlgorithm
{
    public override LimitState Look(ref LimitUsage usage, long now)
    {
        if (usage.First == 0 || now - usage.Since >= limit.Window.Ticks)
        {
            usage = new LimitUsage { Since = now };
            return new LimitState(limit.Limit, TimeSpan.Zero, TimeSpan.Zero);
        }

        var remaining = limit.Limit - usage.First;
        var rest = new TimeSpan(usage.Since + limit.Window.Ticks - now);
        return new LimitState(remaining, rest, remaining > 0 ? TimeSpan.Zero : rest);
    }

    public override void Take(ref LimitUsage usage) => usage.First++;
}
