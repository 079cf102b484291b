using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Creates the statuses of Gateways and their ListenerSets.</summary>
/// <param name="listeners">The statuses of listeners.</param>
/// <param name="mode">How clients reach Gateways.</param>
internal sealed class GatewayStatuses(ListenerStatuses listeners, AddressMode mode)
{
    /// <summary>Returns the status of a Gateway and those of its ListenerSets.</summary>
    public IEnumerable<ResourceStatus> Of(TranslatedGateway gateway)
    {
        var unprogrammed = Unprogrammed(gateway);
        yield return new ResourceStatus(new ResourceOwner(ResourceKind.Gateway, gateway.Name), Status(gateway, unprogrammed));
        foreach (var set in gateway.Sets)
            yield return new ResourceStatus(new ResourceOwner(ResourceKind.ListenerSet, set.Name), Status(set, unprogrammed));
    }

    private GatewayStatus Status(TranslatedGateway gateway, Problem? unprogrammed)
    {
        var generation = gateway.Generation;
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        conditions.Add(Accepted(generation, gateway.Rejection, gateway.Listeners));
        conditions.Add(Conditions.Of("Programmed", generation, unprogrammed));
        conditions.Add(Conditions.Of("ResolvedRefs", generation, gateway.Unresolved ?? Unresolved(gateway.Listeners)));
        if (gateway.IsInsecure)
        {
            conditions.Add(Conditions.Because("InsecureFrontendValidationMode", generation, new Problem(
                "ConfigurationChanged", "Clients without a valid certificate are served, too.")));
        }

        return new GatewayStatus
        {
            Addresses = gateway.Placement.Rejection is null ? gateway.Placement.Addresses : [],
            AttachedListenerSets = gateway.Sets.Count(set => set.Rejection is null),
            Conditions = conditions.ToImmutable(),
            Listeners = [.. gateway.Listeners.Select(listener => listeners.Of(listener, generation))],
        };
    }

    private ListenerSetStatus Status(TranslatedListenerSet set, Problem? gateway) => new()
    {
        Conditions =
        [
            Accepted(set.Generation, set.Rejection, set.Listeners),
            Conditions.Of("Programmed", set.Generation, set.Rejection
                ?? (set.Listeners.Any(listener => listeners.Unprogrammed(listener) is null)
                    ? gateway is null ? null : new Problem("ParentNotProgrammed", "The Gateway isn't programmed.")
                    : set.Listeners.Select(listeners.Unprogrammed).First(problem => problem is not null))),
        ],
        Listeners = [.. set.Listeners.Select(listener => listeners.Of(listener, set.Generation))],
    };

    private static Condition Accepted(long? generation, Problem? rejection, ImmutableArray<TranslatedListener> listeners)
    {
        var names = listeners.Where(listener => !listener.IsUsable).Select(listener => $"'{listener.View.Section}'").ToArray();
        if (rejection is not null || names.Length == 0)
            return Conditions.Of("Accepted", generation, rejection);
        return Conditions.Because("Accepted", generation, new Problem(
            "ListenersNotValid", $"Listeners that aren't valid: {string.Join(", ", names)}. The others are accepted."));
    }

    private static Problem? Unresolved(ImmutableArray<TranslatedListener> listeners)
    {
        var names = listeners.Where(listener => listener.Unresolved is not null).Select(listener => $"'{listener.View.Section}'").ToArray();
        return names.Length == 0
            ? null
            : new Problem("ListenersNotResolved", $"Listeners with references that don't resolve: {string.Join(", ", names)}.");
    }

    private Problem? Unprogrammed(TranslatedGateway gateway)
    {
        if (gateway.Rejection is { } rejection)
            return new Problem("Invalid", rejection.Message);
        if (gateway.Placement.Unprogrammed is { } problem)
            return problem;

        var problems = gateway.AllListeners.Where(listener => listener.IsUsable).Select(listeners.Unprogrammed).ToArray();
        return problems.Contains(null) ? null : problems.FirstOrDefault() switch
        {
            { Reason: "PortUnavailable", Message: var message }
                => new Problem(mode == AddressMode.Loopback ? "AddressNotUsable" : "NoResources", message),
            { Message: var message } => new Problem("Pending", message),
            null => new Problem("Invalid", "No listener is valid."),
        };
    }
}
