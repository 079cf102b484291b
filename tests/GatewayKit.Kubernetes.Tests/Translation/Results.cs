using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Tests.Translation;

/// <summary>A translation, with its statuses by name in the namespace <c>infra</c>.</summary>
internal sealed record Results(Kubernetes.Translation.Translation Translation)
{
    public GatewayConfig Config => Translation.Config;

    public GatewayClassStatus Class(string name) => Status<GatewayClassStatus>(ResourceKind.GatewayClass, name);

    public GatewayStatus Gateway(string name) => Status<GatewayStatus>(ResourceKind.Gateway, name);

    public ListenerSetStatus Set(string name) => Status<ListenerSetStatus>(ResourceKind.ListenerSet, name);

    public ListenerStatus Listener(string gateway, string name) => Gateway(gateway).Listeners.Single(listener => listener.Name == name);

    public ListenerStatus SetListener(string set, string name) => Set(set).Listeners.Single(listener => listener.Name == name);

    public bool Has(ResourceKind kind, string name) => Translation.Statuses.Any(status => status.Owner == Owner(kind, name));

    public ImmutableArray<RouteParentStatus> Parents(ResourceKind kind, string name) => Status<RouteStatus>(kind, name).Parents;

    /// <summary>Returns a condition of the first parent of an HTTPRoute.</summary>
    public string Route(string name, string condition = "Accepted") => Route(ResourceKind.HttpRoute, name, condition);

    public string Route(ResourceKind kind, string name, string condition = "Accepted")
        => Parents(kind, name)[0].Conditions.Text(condition);

    private T Status<T>(ResourceKind kind, string name)
        => (T)Translation.Statuses.Single(status => status.Owner == Owner(kind, name)).Status;

    private static ResourceOwner Owner(ResourceKind kind, string name)
        => new(kind, kind == ResourceKind.GatewayClass ? new ResourceName("", name) : Make.Name(name));
}
