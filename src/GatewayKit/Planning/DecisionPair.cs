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
        if (await WithoutCredentialsAsync(before, old, request).ConfigureAwait(false) is { } open)
            (old, request) = (open, Anonymous(request));
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

    /// <summary>Decides about a request whose recorded consumer may be that of <c>anonymous</c>: the record doesn't say whether it had
    /// credentials.</summary>
    /// <returns>The decision without credentials; null if that doesn't lead to the recorded consumer.</returns>
    private static async ValueTask<Decision?> WithoutCredentialsAsync(PlannedGateway before, Decision old, TrafficRequest request)
    {
        if (request.Consumer is null || !Array.Exists(old.Handling.Plugins, entry => entry.Type.AcceptsEveryCaller))
            return null;

        var open = await before.DecideAsync(Anonymous(request), CallerAssumption.AsRecorded).ConfigureAwait(false);
        return open.Caller == request.Consumer ? open : null;
    }

    private static TrafficRequest Anonymous(TrafficRequest request) => request with { Consumer = null, Groups = [] };
}
