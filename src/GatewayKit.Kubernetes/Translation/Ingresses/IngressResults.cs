using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Translates the Ingresses of this gateway's classes, each of them again only if something that it depends on has
/// changed.</summary>
internal static class IngressResults
{
    private static readonly MemoPart<ResourceName, RouteResult?> s_results = new(Translate, (_, _) => false);

    public static IEnumerable<RouteResult> All(Lookups lookups)
        => OwnIngresses.All(lookups).Select(name => lookups.Get(s_results, name)).OfType<RouteResult>();

    private static RouteResult? Translate(ResourceName name, Lookups lookups)
    {
        if (OwnIngresses.ClassOf(name, lookups) is not { } @class || lookups.Read(Sources.Ingresses, name) is not { } ingress)
            return null;

        var owner = new ResourceOwner(ResourceKind.Ingress, name);
        var status = new ResourceStatus(owner, IngressAddresses.Status(lookups));
        var route = Isolation.Run(
            owner,
            lookups,
            () => new IngressTranslator(ingress, @class, lookups).Translate(),
            message => new TranslatedRoute { Warnings = [new ResourceWarning(owner, "UnsupportedValue", message)] });
        return new RouteResult { Owner = owner, Route = route, Status = status };
    }
}
