namespace GatewayKit.Planning;

/// <summary>Requests that a change of the configuration affects in the same way.</summary>
/// <param name="Before">The handling by the earlier configuration.</param>
/// <param name="After">The handling by the later configuration.</param>
/// <param name="Differences">The differences, the worst first; never empty.</param>
/// <param name="Requests">The number of requests.</param>
/// <param name="Examples">The first of them with different URLs, at most three.</param>
public sealed record PlannedChange(
    PlannedHandling Before, PlannedHandling After, IReadOnlyList<PlannedDifference> Differences, long Requests,
    IReadOnlyList<PlannedRequest> Examples)
{
    /// <summary>The worst kind of the differences.</summary>
    public ChangeKind Kind => Differences[0].Kind;
}
