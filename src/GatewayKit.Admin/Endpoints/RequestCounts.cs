namespace GatewayKit.Admin.Endpoints;

/// <summary>The requests that have ended.</summary>
/// <param name="Since">The time since which they are counted: that of the first read. Without reads for a minute, the count
/// ends.</param>
/// <param name="Total">The number of requests.</param>
/// <param name="ByStatus">The number by class of status, such as <c>2xx</c>.</param>
internal sealed record RequestCounts(DateTimeOffset Since, long Total, IReadOnlyDictionary<string, long> ByStatus);
