namespace GatewayKit.Counters;

/// <summary>
/// Consecutive windows. A window starts with the first request after the end of the previous one. In the usage,
/// <see cref="LimitUsage.First"/> is the amount used in the window.
/// </summary>
internal sealed class FixedWindow(CounterLimit limit) : LimitAlgorithm
{
    public override LimitState Look(ref LimitUsage usage, long now, long amount)
    {
        if (usage.First == 0 || now - usage.Since >= limit.Window.Ticks)
            usage = new LimitUsage { Since = now };

        var remaining = limit.Limit - usage.First;
        var rest = usage.First == 0 ? TimeSpan.Zero : new TimeSpan(usage.Since + limit.Window.Ticks - now);
        return new LimitState(
            long.Max(0, remaining), rest, remaining >= amount ? TimeSpan.Zero : amount > limit.Limit ? TimeSpan.MaxValue : rest);
    }

    public override void Take(ref LimitUsage usage, long amount) => usage.First = Add(usage.First, amount);

    public override void Refund(ref LimitUsage usage, long amount, long timestamp)
    {
        if (timestamp >= usage.Since)
            usage.First = Add(usage.First, -amount);
    }
}
