using GatewayKit.Statistics;
using GatewayKit.Store;

namespace GatewayKit.Portal.Usage;

/// <summary>The requests that are counted together, such as those of an interval.</summary>
/// <param name="Name">The name, such as the start of the interval in UTC, or the title of an API.</param>
internal sealed record UsageRow(string Name)
{
    private readonly LatencySketch _latency = new();

    /// <summary>More about the name, such as the developer of an application.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The number of responses that aren't errors.</summary>
    public long Successes { get; private set; }

    /// <summary>The number of responses with a status from 400 to 499.</summary>
    public long ClientErrors { get; private set; }

    /// <summary>The number of responses with a status from 500 to 599.</summary>
    public long ServerErrors { get; private set; }

    public long Count => Successes + ClientErrors + ServerErrors;

    public TimeSpan? Median => _latency.Quantile(0.5);

    /// <summary>The time within which 95 of 100 requests are answered.</summary>
    public TimeSpan? Slow => _latency.Quantile(0.95);

    /// <summary>The start of the last minute or hour with requests.</summary>
    public DateTimeOffset Last { get; private set; }

    public void Add(StatisticsPoint point)
    {
        Last = point.Last > Last ? point.Last : Last;
        _latency.Add(point.Latency);
        switch (point.StatusClass)
        {
            case 4:
                ClientErrors += point.Count;
                break;
            case 5:
                ServerErrors += point.Count;
                break;
            default:
                Successes += point.Count;
                break;
        }
    }

    /// <summary>Adds points, and returns the row.</summary>
    public UsageRow Plus(IEnumerable<StatisticsPoint> points)
    {
        foreach (var point in points)
            Add(point);
        return this;
    }
}
