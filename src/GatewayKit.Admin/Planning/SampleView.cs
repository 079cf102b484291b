namespace GatewayKit.Admin.Planning;

/// <summary>The sample of a plan.</summary>
/// <param name="From">The start of the first minute.</param>
/// <param name="To">The time of the plan.</param>
/// <param name="Seen">The number of all requests of this time, compared or not.</param>
internal sealed record SampleView(DateTimeOffset From, DateTimeOffset To, long Seen);
