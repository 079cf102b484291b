using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Creates the statuses of listeners.</summary>
/// <param name="attached">The number of attached routes by the name of the listener.</param>
/// <param name="failures">Why listeners couldn't be opened, by their name.</param>
internal sealed class ListenerStatuses(IReadOnlyDictionary<string, int> attached, ImmutableDictionary<string, string> failures)
{
    /// <summary>Returns why a listener isn't served, or null.</summary>
    public Problem? Unprogrammed(TranslatedListener listener)
        => listener.Unprogrammed
            ?? (failures.TryGetValue(listener.View.Name, out var failure) ? new Problem("PortUnavailable", failure) : null);

    public ListenerStatus Of(TranslatedListener listener, long? generation)
    {
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        conditions.Add(Conditions.Of("Accepted", generation, listener.Rejection));
        conditions.Add(listener.Conflict is { } conflict
            ? Conditions.Because("Conflicted", generation, conflict)
            : Conditions.Of("Conflicted", generation, null, "NoConflicts") with { Status = "False" });
        conditions.Add(Conditions.Of("ResolvedRefs", generation, listener.Unresolved));
        conditions.Add(Conditions.Of("Programmed", generation, Unprogrammed(listener)));
        if (listener.Overlap is { } overlap)
            conditions.Add(Conditions.Because("OverlappingTLSConfig", generation, overlap));

        return new ListenerStatus
        {
            Name = listener.View.Section,
            SupportedKinds = listener.SupportedKinds,
            AttachedRoutes = attached.GetValueOrDefault(listener.View.Name),
            Conditions = conditions.ToImmutable(),
        };
    }
}
