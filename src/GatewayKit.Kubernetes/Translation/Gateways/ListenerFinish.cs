using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Turns the drafts of a Gateway's listeners into their results.</summary>
/// <param name="gateway">The Gateway.</param>
/// <param name="identity">The certificate that it authenticates itself to backends with.</param>
/// <param name="placement">Its addresses and ports.</param>
/// <param name="isGatewayRejected">Whether it isn't accepted as a whole.</param>
internal sealed class ListenerFinish(ResourceName gateway, BackendIdentity? identity, Placement placement, bool isGatewayRejected)
{
    public bool IsGatewayRejected => isGatewayRejected;

    public TranslatedListener Finish(ListenerDraft draft)
    {
        var unprogrammed = Unprogrammed(draft);
        return new TranslatedListener
        {
            View = new ListenerView
            {
                Name = draft.Name,
                Owner = draft.Owner,
                Gateway = gateway,
                Section = draft.Spec.Name,
                Port = draft.Spec.Port,
                Protocol = draft.Protocol ?? ListenerProtocol.Tcp,
                Host = draft.Host,
                IsPassthrough = draft.IsPassthrough,
                Kinds = draft.Kinds,
                Namespaces = draft.Spec.AllowedRoutes?.Namespaces,
                IsServing = unprogrammed is null,
                Identity = identity,
            },
            Config = unprogrammed is null ? Config(draft) : null,
            SupportedKinds = RouteKindNames.Of(draft.Kinds),
            Rejection = draft.Conflict ?? draft.Rejection,
            Conflict = draft.Conflict,
            Unresolved = draft.Unresolved,
            Overlap = draft.Overlap,
            IsUsable = draft.IsUsable,
            Unprogrammed = unprogrammed,
        };
    }

    private GatewayListener Config(ListenerDraft draft) => new()
    {
        Address = placement.Bind,
        Port = placement.BindPort(draft.Spec.Port)!.Value,
        Protocol = draft.Protocol!.Value,
        Host = draft.Host,
        Tls = draft.Tls,
    };

    private Problem? Unprogrammed(ListenerDraft draft)
        => draft.Conflict is not null ? draft.Conflict
            : !draft.IsUsable ? new Problem("Invalid", (draft.Rejection ?? draft.Unresolved)?.Message ?? "The listener isn't valid.")
            : isGatewayRejected ? new Problem("Invalid", "The Gateway isn't accepted.")
            : placement.BindPort(draft.Spec.Port) is null
                ? new Problem("Pending", placement.Unprogrammed?.Message ?? "The Service of the Gateway doesn't have the port yet.")
            : null;
}
