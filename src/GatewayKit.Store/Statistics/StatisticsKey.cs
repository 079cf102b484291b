namespace GatewayKit.Store.Statistics;

/// <summary>The names by which a query splits requests; null for those that it doesn't split by.</summary>
internal sealed record StatisticsKey
{
    /// <summary>The minute or hour; null for <see cref="StatisticsInterval.Total"/>.</summary>
    public DateTime? Start { get; init; }

    public string? Route { get; init; }

    public string? Consumer { get; init; }

    public int? StatusClass { get; init; }
}
