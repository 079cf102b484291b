namespace GatewayKit.Portal.Usage;

/// <summary>A chart of requests by time: one bar for each interval, with its errors at the top.</summary>
internal sealed class UsageChart(IReadOnlyList<UsageRow> rows)
{
    public const int Height = 120;
    public const int BarWidth = 16;
    public const int Step = 20;

    private readonly IReadOnlyList<UsageRow> _rows = rows;

    private readonly long _maximum = Math.Max(1, rows.Max(row => row.Count));

    public int Width => _rows.Count * Step;

    /// <summary>Returns the parts of the bars: position, height and class. A part with requests has at least one unit.</summary>
    public IEnumerable<(int X, int Y, int Size, string Class)> Parts()
    {
        foreach (var (index, row) in _rows.Index())
        {
            var top = Height;
            foreach (var (count, name) in new[] { (row.Successes, "ok"), (row.ClientErrors, "client"), (row.ServerErrors, "server") })
            {
                if (count == 0)
                    continue;

                var size = Math.Max(1, (int)(count * (Height - 2) / _maximum));
                top = Math.Max(0, top - size);
                yield return (index * Step, top, size, name);
            }
        }
    }
}
