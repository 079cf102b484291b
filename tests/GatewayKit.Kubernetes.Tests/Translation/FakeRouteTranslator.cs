using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s;
using k8s.Models;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Tests.Translation;

/// <summary>Translates a route to one route of the configuration, and reads the Service with its name.</summary>
internal sealed class FakeRouteTranslator<TRoute>(ResourceKind kind) : IRouteTranslator<TRoute>
    where TRoute : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The names of the routes in the order of their translations.</summary>
    public List<string> Calls { get; } = [];

    public Func<TRoute, TranslatedRoute, TranslatedRoute> Change { get; set; } = (_, route) => route;

    public TranslatedRoute Translate(TRoute route, ImmutableArray<RouteAttachment> attachments, Lookups lookups)
    {
        var name = ResourceName.Of(route);
        Calls.Add(name.ToString());
        var service = lookups.Read(Sources.Services, name);
        var id = $"{name}/{kind}";
        return Change(route, new TranslatedRoute
        {
            Routes = attachments.IsEmpty ? [] : [KeyValuePair.Create(id, Route(id, attachments))],
            Unresolved = service is null && route.Metadata.Name.Contains("broken") ? new Problem("BackendNotFound", "No service.") : null,
        });
    }

    private static GatewayRoute Route(string id, ImmutableArray<RouteAttachment> attachments) => new()
    {
        Route = new RouteConfig { RouteId = id, Match = PreciseMatch.AnyRequest },
        Match = new PreciseMatch
        {
            Listeners = [.. attachments.Select(attachment => attachment.Listener.Name)],
            Hosts = [.. attachments.SelectMany(attachment => attachment.Hosts)],
        },
    };
}
