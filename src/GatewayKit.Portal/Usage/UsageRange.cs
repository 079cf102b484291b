using System.Globalization;
using GatewayKit.Store;

namespace GatewayKit.Portal.Usage;

/// <summary>The time of a usage page: a day in hours, or a week or a month in days.</summary>
/// <param name="Days">The number of days.</param>
internal sealed record UsageRange(int Days)
{
    public static IReadOnlyList<UsageRange> All { get; } = [new(1), new(7), new(30)];

    public StatisticsInterval Interval => Days == 1 ? StatisticsInterval.Hour : StatisticsInterval.Day;

    public string Title => Days == 1 ? "24 hours" : $"{Days} days";

    private TimeSpan Step => Days == 1 ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>Returns the range that an address names; a week for any other text.</summary>
    public static UsageRange Of(string days)
        => All.FirstOrDefault(range => range.Days.ToString(CultureInfo.InvariantCulture) == days) ?? All[1];

    /// <summary>Returns the starts of the intervals, the current one last.</summary>
    public IEnumerable<DateTimeOffset> Starts(DateTimeOffset now)
    {
        var last = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Step.Ticks), TimeSpan.Zero);
        var count = Days == 1 ? 24 : Days;
        return Enumerable.Range(0, count).Select(index => last - ((count - 1 - index) * Step));
    }

    /// <summary>Returns the requests of each interval, the earliest first.</summary>
    public IReadOnlyList<UsageRow> Rows(DateTimeOffset now, StatisticsResult result)
    {
        var starts = Starts(now).ToList();
        var rows = starts.ToDictionary(start => start, start => new UsageRow(NameOf(start)));
        foreach (var point in result.Points)
        {
            if (rows.TryGetValue(point.Start, out var row))
                row.Add(point);
        }

        return [.. starts.Select(start => rows[start])];
    }

    /// <summary>Returns the name of an interval.</summary>
    public string NameOf(DateTimeOffset start)
        => start.UtcDateTime.ToString(Days == 1 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
