using System.Collections.Immutable;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>
/// The hosts whose TLS connections are passed on without ending TLS, to the backend of the path <c>/</c>, otherwise of the first path. The
/// oldest Ingress with a host decides. Plugins can't see the requests in these connections, so that an Ingress with plugins that protect
/// it, or with those of a policy, passes on none.
/// </summary>
internal static class IngressPassthrough
{
    public const string Annotation = "ssl-passthrough";

    private static readonly MemoPart<ResourceName, ImmutableArray<string>> s_ofIngress = new(
        (name, lookups) => Isolation.Run(
            new ResourceOwner(ResourceKind.Ingress, name), lookups, () => Passed(name, lookups), _ => ImmutableArray<string>.Empty),
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<int, ImmutableSortedSet<string>> s_all = new(
        (_, lookups) => OwnIngresses.All(lookups).SelectMany(name => lookups.Get(s_ofIngress!, name))
            .ToImmutableSortedSet(StringComparer.Ordinal),
        (before, now) => before.SetEquals(now));

    public static bool IsOn(V1Ingress ingress) => IngressAnnotations.IsTrue(ingress, Annotation) && !CanaryRule.IsCanary(ingress);

    /// <summary>Returns the hosts of all Ingresses.</summary>
    public static ImmutableSortedSet<string> AllHosts(Lookups lookups) => lookups.Get(s_all, 0);

    /// <summary>Returns the name of the listener of a host.</summary>
    public static string Listener(string host) => $"ingress-tls/{host}";

    /// <summary>Returns the warnings of an Ingress, with the annotation or without it.</summary>
    public static IEnumerable<Problem> Problems(V1Ingress ingress, Lookups lookups)
    {
        var name = ResourceName.Of(ingress);
        var isOn = IsOn(ingress);
        var obstacle = isOn ? Obstacle(ingress, lookups) : null;
        if (obstacle is not null)
            yield return Unsupported($"it has no effect, because {obstacle}.");

        foreach (var host in IngressPaths.Of(ingress).Select(path => path.Host ?? "").Distinct())
        {
            var passed = IngressHosts.IsExact(host) && AllHosts(lookups).Contains(host);
            if (isOn && obstacle is null && ObstacleOf(host, name, lookups) is { } problem)
                yield return problem;
            else if (passed && IngressHosts.Oldest(host, lookups) is { } oldest && oldest != name)
            {
                yield return new Problem(
                    "Conflict", $"The older Ingress '{oldest}' passes on the TLS of the host '{host}', so that the paths of the host only "
                        + "get requests without TLS.");
            }
            else if (passed && IngressPaths.Of(ingress).Count(path => path.Host == host && !path.IsDefault) > 1)
            {
                yield return Unsupported(
                    $"TLS connections to the host '{host}' go to the backend of the path '{PathOf(ingress, host).Path}'; its other paths "
                        + "only get requests without TLS.");
            }
        }
    }

    /// <summary>Returns the routes of an Ingress by id.</summary>
    /// <param name="ingress">The Ingress.</param>
    /// <param name="use">Adds a cluster that a route needs.</param>
    /// <param name="lookups">The lookups.</param>
    public static IEnumerable<KeyValuePair<string, StreamRoute>> Routes(V1Ingress ingress, Action<TranslatedCluster> use, Lookups lookups)
    {
        var name = ResourceName.Of(ingress);
        if (IngressListeners.Lost(lookups).Contains(lookups.Options.IngressHttpsPort))
            yield break;

        foreach (var host in lookups.Get(s_ofIngress, name))
        {
            var cluster = ClusterOf(PathOf(ingress, host), name, lookups);
            if (cluster is not null)
                use(cluster);
            yield return KeyValuePair.Create($"{name.Namespace}/ingress/{name.Name}/tls/{host}", new StreamRoute
            {
                Listeners = [Listener(host)],
                Hosts = [host],
                Backends = cluster is null ? [] : [new StreamBackend(cluster.Id, 1)],
                Created = ResourceAge.Seconds(ingress.Metadata),
                Owner = name.ToString(),
            });
        }
    }

    private static ImmutableArray<string> Passed(ResourceName name, Lookups lookups)
        => lookups.Read(Sources.Ingresses, name) is not { } ingress || !IsOn(ingress) || Obstacle(ingress, lookups) is not null ? []
            : [.. Hosts(ingress).Where(host => ObstacleOf(host, name, lookups) is null)];

    private static IEnumerable<string> Hosts(V1Ingress ingress)
        => IngressPaths.Of(ingress).Select(path => path.Host).OfType<string>().Distinct();

    private static IngressPath PathOf(V1Ingress ingress, string host)
    {
        IngressPath[] paths = [.. IngressPaths.Of(ingress).Where(path => path.Host == host)];
        return Array.Find(paths, path => path is { Path: "/", IsDefault: false }) ?? paths[0];
    }

    private static TranslatedCluster? ClusterOf(IngressPath path, ResourceName ingress, Lookups lookups)
        => IngressBackends.Find(path.Backend, ingress, lookups).Port is { } port && ServicePorts.Of(port, lookups).Problem is null
            ? BackendClusters.Of(new BackendKey(port, IsHttp2: false, IsSecure: false, null, BackendSettings.Default)) : null;

    /// <summary>Returns why an Ingress passes on no connections, as the end of a sentence; null if it can.</summary>
    private static string? Obstacle(V1Ingress ingress, Lookups lookups)
    {
        var name = ResourceName.Of(ingress);
        if (OwnIngresses.ClassOf(name, lookups) is not { } @class)
            return "the Ingress has another class";
        if (AnnotationReader.Read(ingress, @class, lookups) is { IsProtected: true } or { IsClosed: true })
            return "other annotations protect the paths, and can't see requests within TLS";

        foreach (var path in IngressPaths.Of(ingress))
        {
            var port = IngressBackends.Find(path.Backend, name, lookups).Port;
            var plugins = RoutePlugins.Of(
                new RulePlace
                {
                    Route = new ResourceOwner(ResourceKind.Ingress, name),
                    Index = path.Rule,
                    IngressClass = @class,
                    Backend = port is null ? null : new BackendPlace(0, port.Value.Service, port.Value.Port),
                },
                lookups);
            if (plugins.Problem is not null)
                return "a plugin of the paths is invalid";
            if (!plugins.Entries.IsEmpty)
                return $"the plugin '{plugins.Entries[0].Name}' applies to the paths, and can't see requests within TLS";
        }

        return null;
    }

    /// <summary>Returns why the connections to a host aren't passed on to an Ingress; null if they can be.</summary>
    private static Problem? ObstacleOf(string host, ResourceName ingress, Lookups lookups)
        => !IngressHosts.IsExact(host) || !IngressHosts.IsValid(host)
            ? Unsupported($"it has no effect on the host '{(host.Length == 0 ? "*" : host)}'; only exact hosts are supported.")
            : IngressHosts.Oldest(host, lookups) is { } oldest && oldest != ingress
                ? new Problem(
                    "Conflict", $"{IngressAnnotations.Prefix}{Annotation}: the Ingress '{oldest}' is older and has the host '{host}', so "
                        + "it decides about its TLS.")
            : IngressListeners.IsOfGateway(host, lookups)
                ? new Problem(
                    "Conflict", $"{IngressAnnotations.Prefix}{Annotation}: a Gateway has a listener for the host '{host}' at the same "
                        + "port.")
            : null;

    private static Problem Unsupported(string message)
        => new("UnsupportedAnnotation", $"{IngressAnnotations.Prefix}{Annotation}: {message}");
}
