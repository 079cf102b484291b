namespace GatewayKit.Admin.Endpoints;

/// <summary>The state of a node.</summary>
/// <param name="Version">The version of GatewayKit.</param>
/// <param name="StartedAt">The time of the start in UTC.</param>
/// <param name="UptimeSeconds">The seconds since the start.</param>
/// <param name="Configuration">The number of the active configuration, which increases with each change on this node.</param>
/// <param name="Readiness"><c>starting</c>, <c>ready</c> or <c>stopping</c>, as health checks report it.</param>
/// <param name="Remarks">Notes on the readiness, such as that the node serves a copy.</param>
internal sealed record GatewayStatus(
    string Version, DateTimeOffset StartedAt, long UptimeSeconds, long Configuration, string Readiness, IReadOnlyList<string> Remarks);
