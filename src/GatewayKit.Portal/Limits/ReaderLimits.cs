namespace GatewayKit.Portal.Limits;

/// <summary>
/// Limits the requests of a developer that cost more than a page: forms, most of which change the configuration of all nodes, and pages
/// that aggregate statistics.
/// </summary>
internal sealed class ReaderLimits(PortalAccountOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly WindowLimit<(Guid Reader, bool EndsSessions)> _minute = new(options.Limits.FormsPerMinute, s_minute, time);
    private readonly WindowLimit<(Guid Reader, bool EndsSessions)> _hour = new(options.Limits.FormsPerHour, TimeSpan.FromHours(1), time);
    private readonly WindowLimit<bool> _all = new(options.Limits.TotalFormsPerMinute, s_minute, time);
    private readonly WindowLimit<Guid> _usage = new(options.Limits.UsagePagesPerMinute, s_minute, time);

    /// <summary>Counts a form. Those that end sessions are counted apart, so that a developer can end a session that sends forms.</summary>
    /// <exception cref="LimitReachedException">The form isn't allowed now.</exception>
    public void CountForm(Guid reader, bool endsSessions)
    {
        if (!_minute.TryCount((reader, endsSessions), out var wait))
            throw new LimitReachedException("You have sent the maximum number of forms within a minute.", wait);
        if (!_hour.TryCount((reader, endsSessions), out wait))
            throw new LimitReachedException("You have sent the maximum number of forms within an hour.", wait);
        if (!endsSessions && !_all.TryCount(true, out wait))
            throw new LimitReachedException("All developers together have sent the maximum number of forms within a minute.", wait);
    }

    /// <summary>Counts a page or a download with usage.</summary>
    /// <exception cref="LimitReachedException">The page isn't allowed now.</exception>
    public void CountUsagePage(Guid reader)
    {
        if (!_usage.TryCount(reader, out var wait))
            throw new LimitReachedException("You have loaded the maximum number of pages with usage within a minute.", wait);
    }
}
