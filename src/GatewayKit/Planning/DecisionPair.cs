using GatewayKit.Planning.Traffic;

namespace GatewayKit.Planning;

/// <summary>The decisions about a request by both configurations.</summary>
/// <param name="Before">The handling by the earlier configuration.</param>
/// <param name="After">The handling by the later configuration.</param>
/// <param name="IsCallerHidden">Whether the request had credentials that the record doesn't have.</param>
/// <param name="IsOfPlugins">Whether plugins have run to identify the caller.</param>
internal readonly record struct DecisionPair(Handling Before, Handling After, bool IsCallerHidden, bool IsOfPlugins)
{
    /// <summary>Decides about a request.</summary>
    public static async ValueTask<DecisionPair> OfAsync(PlannedGateway before, PlannedGateway after, TrafficRequest request)
    {
        var old = await before.DecideAsync(request, CallerAssumption.AsRecorded).ConfigureAwait(false);
        var now = await after.DecideAsync(request, CallerAssumption.AsRecorded).ConfigureAwait(false);
        var isOfPlugins = old.IsOfPlugins || now.IsOfPlugins;

        // The request was answered, so it had credentials that the record doesn't have.
        // A recorded consumer that the configuration doesn't have was named by a token or a certificate.
        var isHidden = request is { Status: { } status and not (401 or 403 or 407) }
            && old.Handling.Refuser is not null && old.Handling.Refused != status;
        if (isHidden)
        {
            old = await before.DecideAsync(request, CallerAssumption.Authenticated).ConfigureAwait(false);
            now = await after.DecideAsync(request, CallerAssumption.Authenticated).ConfigureAwait(false);
        }

        return new DecisionPair(
            old.Handling, now.Handling, isHidden && request.Consumer is null, isOfPlugins || old.IsOfPlugins || now.IsOfPlugins);
    }
}
