namespace GatewayKit.Operators.Traffic;

/// <summary>The usage of all nodes.</summary>
/// <param name="Traffic">The requests by route.</param>
/// <param name="Minutes">The number of requests of each minute of the last hour by class of status.</param>
internal sealed record UsageView(LiveTrafficView Traffic, IReadOnlyList<(DateTimeOffset Start, IReadOnlyList<long> Counts)> Minutes);
