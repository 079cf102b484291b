namespace GatewayKit.Plugins.Quota;

/// <summary>Keeps the current periods of an entry, and begins new ones when the first of them has ended.</summary>
internal sealed class QuotaSchedule
{
    private readonly string _policy;
    private readonly string _scope;
    private readonly QuotaOptions _options;
    private readonly QuotaLimit[] _limits;
    private readonly PeriodCalendar[] _calendars;
    private readonly Lock _changing = new();
    private QuotaPeriods _current;

    /// <param name="policy">The name of the policy in the fields.</param>
    /// <param name="scope">The entry's key.</param>
    /// <param name="options">The options.</param>
    /// <param name="now">The universal time.</param>
    public QuotaSchedule(string policy, string scope, QuotaOptions options, DateTime now)
    {
        (_policy, _scope, _options, _limits) = (policy, scope, options, [.. options.AllLimits()]);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        _calendars = [.. _limits.Select(limit => new PeriodCalendar(limit.Period, zone))];
        _current = new QuotaPeriods(policy, [.. _limits.Select((_, i) => Begin(i, now))]);
    }

    /// <summary>Returns the periods that contain a moment of universal time.</summary>
    public QuotaPeriods At(DateTime now)
    {
        var current = Volatile.Read(ref _current);
        return current.Contains(now) ? current : Change(now);
    }

    private QuotaPeriods Change(DateTime now)
    {
        lock (_changing)
        {
            if (_current.Contains(now))
                return _current;

            // A limit whose period continues keeps its warnings.
            var counts = _current.Counts.Select((count, i) => count.Interval.Contains(now) ? count : Begin(i, now));
            var changed = new QuotaPeriods(_policy, [.. counts]);
            Volatile.Write(ref _current, changed);
            return changed;
        }
    }

    private QuotaCount Begin(int index, DateTime now) => new(_scope, _limits[index], _calendars[index].At(now), _options.WarnAt);
}
