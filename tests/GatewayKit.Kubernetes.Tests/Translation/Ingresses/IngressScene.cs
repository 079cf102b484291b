using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Tests.Behavior;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Ingresses;

/// <summary>A cluster with Ingresses and Services in the namespace <c>team</c>, and its translation.</summary>
internal sealed class IngressScene
{
    private readonly RouteScene _services = new();
    private readonly Translator _translator = Translator.Create();
    private ImmutableDictionary<ResourceName, V1Ingress> _ingresses = ImmutableDictionary<ResourceName, V1Ingress>.Empty;
    private Kubernetes.Translation.Translation? _last;

    public TranslationOptions Options { get; set; } = new() { Addresses = AddressMode.Loopback };

    public ClusterState State { get; set; } = ClusterState.Empty;

    /// <summary>Adds a Service of the port 80 with endpoints on this machine.</summary>
    public IngressScene Service(string name, params EchoServer[] endpoints)
    {
        _services.ServiceAt(name, [.. endpoints.Select(endpoint => endpoint.Port)]);
        return this;
    }

    public IngressScene With(V1Service service, params V1EndpointSlice[] slices)
    {
        _services.With(service, slices);
        return this;
    }

    public IngressScene With(V1Ingress ingress)
    {
        _ingresses = _ingresses.SetItem(ResourceName.Of(ingress), ingress);
        return this;
    }

    public IngressScene With(V1IngressClass found)
    {
        State = State with { IngressClasses = State.IngressClasses.SetItem(ResourceName.Of(found), found) };
        return this;
    }

    /// <summary>Adds a Secret.</summary>
    /// <param name="name">The name; after a slash if it isn't in the namespace <c>team</c>.</param>
    /// <param name="data">The keys and values.</param>
    public IngressScene Secret(string name, params (string Key, string Value)[] data)
    {
        var secret = new V1Secret
        {
            Metadata = name.Split('/') is [var ns, var own] ? RouteScene.Metadata(own, ns) : RouteScene.Metadata(name),
            Data = data.ToDictionary(entry => entry.Key, entry => System.Text.Encoding.UTF8.GetBytes(entry.Value)),
        };
        State = State with { Secrets = State.Secrets.SetItem(ResourceName.Of(secret), secret) };
        return this;
    }

    public IngressScene ConfigMap(string name, params (string Key, string Value)[] data)
    {
        var map = new V1ConfigMap
        {
            Metadata = RouteScene.Metadata(name),
            Data = data.ToDictionary(entry => entry.Key, entry => entry.Value),
        };
        State = State with { ConfigMaps = State.ConfigMaps.SetItem(ResourceName.Of(map), map) };
        return this;
    }

    public Kubernetes.Translation.Translation Translate() => _last = _translator.Translate(
        State with
        {
            Services = State.Services.SetItems(_services.State.Services),
            SlicesByService = _services.State.SlicesByService,
            Ingresses = _ingresses,
        },
        Options,
        _last);

    /// <summary>Returns the addresses in the status of an Ingress; null if it has no status.</summary>
    public string? Addresses(string ingress) => Translate().Statuses
        .Where(status => status.Owner.Kind == ResourceKind.Ingress && status.Owner.Name.Name == ingress)
        .Select(status => (V1IngressStatus)status.Status)
        .Select(status => string.Join(' ', status.LoadBalancer.Ingress.Select(entry => entry.Ip ?? entry.Hostname)))
        .SingleOrDefault();

    /// <summary>Returns the warnings of all Ingresses.</summary>
    public string[] Warnings()
        => [.. Translate().Warnings.Select(warning => $"{warning.Owner.Name.Name}: {warning.Reason}: {warning.Message}")];

    /// <summary>Starts a gateway with the routes of all Ingresses, for its own addresses.</summary>
    public Task<RouteGateway> StartAsync()
    {
        var config = Translate().Config;
        return RouteGateway.StartAsync(new SceneRoute
        {
            Routes = [.. config.Routes],
            Clusters = [.. config.Clusters.Select(cluster => (cluster.Key, cluster.Value))],
        });
    }
}
