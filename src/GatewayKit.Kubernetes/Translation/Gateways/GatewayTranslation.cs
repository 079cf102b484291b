using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>
/// Translates a Gateway together with its ListenerSets: 1. each listener by itself, 2. conflicts between them, 3. the addresses and ports,
/// 4. what can be served.
/// </summary>
internal static class GatewayTranslation
{
    private static readonly MemoPart<ResourceName, TranslatedGateway?> s_part = new(Translate, (_, _) => false);

    /// <summary>Returns a Gateway, or null if it doesn't exist or belongs to another controller.</summary>
    public static TranslatedGateway? Of(ResourceName name, Lookups lookups) => lookups.Get(s_part, name);

    private static TranslatedGateway? Translate(ResourceName name, Lookups lookups)
    {
        if (lookups.Read(Sources.Gateways, name) is not { } gateway
            || GatewayClasses.Of(new ResourceName("", gateway.Spec.GatewayClassName), lookups) is not { } @class)
            return null;

        return Isolation.Run(
            new ResourceOwner(ResourceKind.Gateway, name),
            lookups,
            () => Translate(name, gateway, @class, lookups),
            message => new TranslatedGateway
            {
                Name = name,
                Generation = gateway.Metadata.Generation,
                Rejection = new Problem("Invalid", message),
                Placement = new Placement { CanBind = false },
            });
    }

    private static TranslatedGateway Translate(ResourceName name, Gateway gateway, TranslatedClass @class, Lookups lookups)
    {
        var (parameters, problem) = @class.Parameters.With(gateway.Spec.Infrastructure?.ParametersRef, name.Namespace, lookups);
        var placement = Placements.Of(gateway, parameters, lookups);
        var (identity, unresolved) = BackendIdentities.Of(gateway, lookups);
        var validations = new ClientValidations(gateway, lookups);

        var own = ListenerDraft.Of(gateway);
        var sets = ListenerSets.Of(gateway, lookups)
            .Select(pair => (pair.Set, pair.IsAllowed, Drafts: pair.IsAllowed ? ListenerDraft.Of(pair.Set) : []))
            .ToArray();
        ListenerDraft[] all = [.. own, .. sets.SelectMany(set => set.Drafts)];
        EvaluateAll(name, all, own, sets.Select(set => set.Drafts), validations, lookups);

        var rejection = Rejection(@class) ?? problem ?? placement.Rejection;
        var finish = new ListenerFinish(name, identity, placement, rejection is not null);
        return new TranslatedGateway
        {
            Name = name,
            Generation = gateway.Metadata.Generation,
            Listeners = [.. own.Select(finish.Finish)],
            Sets = [.. sets.Select(set => Finish(set.Set, set.IsAllowed, set.Drafts, finish))],
            Rejection = rejection ?? (all.Any(draft => draft.IsUsable) ? null : new Problem("ListenersNotValid", "No listener is valid.")),
            Unresolved = unresolved,
            IsInsecure = validations.AreInsecure,
            Placement = rejection is null ? placement : placement with { Service = null },
        };
    }

    private static Problem? Rejection(TranslatedClass @class)
        => @class.Problem is null ? null : new Problem("InvalidParameters", "The GatewayClass isn't accepted.");

    private static void EvaluateAll(
        ResourceName name,
        ListenerDraft[] all,
        ImmutableArray<ListenerDraft> own,
        IEnumerable<ImmutableArray<ListenerDraft>> sets,
        ClientValidations validations,
        Lookups lookups)
    {
        foreach (var draft in all)
            ListenerEvaluation.Evaluate(draft, validations, lookups);

        var claims = new PortClaims();
        ListenerConflicts.Mark(own, claims);
        foreach (var drafts in sets)
            ListenerConflicts.Mark(drafts, claims);

        if (lookups.Options.Addresses == AddressMode.Direct)
        {
            var unavailable = DirectPorts.Unavailable(name, lookups).ToHashSet();
            foreach (var draft in all.Where(draft => unavailable.Contains(draft.Name)))
                draft.Rejection ??= new Problem("PortUnavailable", $"An older Gateway has the port {draft.Spec.Port}.");
        }

        TlsOverlaps.Mark(all);
    }

    private static TranslatedListenerSet Finish(
        ListenerSet set, bool isAllowed, ImmutableArray<ListenerDraft> drafts, ListenerFinish finish)
        => new()
        {
            Name = ResourceName.Of(set),
            Generation = set.Metadata.Generation,
            Listeners = [.. drafts.Select(finish.Finish)],
            Rejection = !isAllowed ? new Problem("NotAllowed", "The Gateway doesn't allow ListenerSets of this namespace.")
                : finish.IsGatewayRejected ? new Problem("ParentNotAccepted", "The Gateway isn't accepted.")
                : drafts.Any(draft => draft.IsUsable) ? null
                : new Problem("ListenersNotValid", "No listener is valid."),
        };
}
