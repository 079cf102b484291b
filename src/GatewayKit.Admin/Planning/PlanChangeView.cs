using GatewayKit.Admin.Endpoints;
using GatewayKit.Masking;
using GatewayKit.Planning;

namespace GatewayKit.Admin.Planning;

/// <summary>Requests that the change affects in the same way.</summary>
/// <param name="Kind">The worst kind of the differences.</param>
/// <param name="Requests">The number of requests.</param>
/// <param name="Differences">The differences, the worst first.</param>
/// <param name="Before">The handling by the active configuration.</param>
/// <param name="After">The handling with the change.</param>
/// <param name="Examples">Up to three of the requests.</param>
internal sealed record PlanChangeView(
    string Kind, long Requests, IReadOnlyList<PlanDifferenceView> Differences, PlannedHandling Before, PlannedHandling After,
    IReadOnlyList<PlannedRequest> Examples)
{
    public static PlanChangeView Of(PlannedChange change) => new(
        Word(change.Kind), change.Requests,
        [.. change.Differences.Select(
            difference => new PlanDifferenceView(Word(difference.Kind), ConfigSecrets.MaskedIn(difference.Text)))],
        Masked(change.Before), Masked(change.After),
        [.. change.Examples.Select(example => example with { Url = ConfigSecrets.MaskedIn(example.Url) })]);

    /// <summary>Returns the name of a kind as the command line has it.</summary>
    public static string Word(ChangeKind kind) => PluginUses.Word(kind);

    private static PlannedHandling Masked(PlannedHandling handling)
        => handling.Reason is { } reason ? handling with { Reason = ConfigSecrets.MaskedIn(reason) } : handling;
}
