namespace GatewayKit.Store;

/// <summary>
/// The settings of the history. A revision is removed when none of the limits keeps it, and the latest one never. Without a limit, all
/// revisions are kept. An invalid value throws an <see cref="ArgumentException"/>.
/// </summary>
public sealed class StoreHistoryOptions
{
    /// <summary>The number of latest revisions that are kept, 1 to 10,000,000. Default: no limit.</summary>
    public int? KeepRevisions
    {
        get;
        set => field = value is null or (>= 1 and <= 10_000_000)
            ? value : throw new ArgumentException("The number of kept revisions must be between 1 and 10,000,000.");
    }

    /// <summary>The time for which revisions are kept, 1 hour to 3,660 days. Default: no limit.</summary>
    public TimeSpan? KeepTime
    {
        get;
        set => field = value is null || (value >= TimeSpan.FromHours(1) && value <= TimeSpan.FromDays(3660))
            ? value : throw new ArgumentException("Revisions must be kept between 1 hour and 3660 days.");
    }

    /// <summary>Gets whether revisions are removed.</summary>
    internal bool IsLimited => KeepRevisions is not null || KeepTime is not null;
}
