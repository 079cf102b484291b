using System.Collections.Immutable;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>
/// The settings in the annotations of an HTTPRoute or a GRPCRoute that the Gateway API doesn't have. Their names are those of ingress-nginx
/// with another prefix: <c>gatewaykit.io/affinity</c>.
/// </summary>
internal sealed record RouteAnnotations
{
    public const string Prefix = "gatewaykit.io/";

    private static readonly RouteAnnotations s_none = new();

    /// <summary>The settings of the clusters.</summary>
    public IngressClusterSettings Cluster { get; private init; } = IngressClusterSettings.None;

    /// <summary>The Service for requests while a backend has no endpoints; null for none.</summary>
    public string? DefaultBackend { get; private init; }

    /// <summary>The statuses of responses that the default backend replaces.</summary>
    public ImmutableArray<int> ErrorStatuses { get; private init; } = [];

    /// <summary>The server that gets copies of requests; null for none.</summary>
    public MirrorTarget? Mirror { get; private init; }

    /// <summary>Why the rules must not be served; null if they can be.</summary>
    public Problem? Problem { get; private init; }

    /// <summary>The annotations that have no effect.</summary>
    public ImmutableArray<Problem> Warnings { get; private init; } = [];

    public static RouteAnnotations Of(IKubernetesObject<V1ObjectMeta> route, Lookups lookups)
    {
        var own = (route.Metadata.Annotations ?? new Dictionary<string, string>())
            .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal) && pair.Key != AnnotatedPlugins.Annotation)
            .ToDictionary(pair => IngressAnnotations.Prefix + pair.Key[Prefix.Length..], pair => pair.Value);
        if (own.Count == 0)
            return s_none;

        var annotations = new IngressAnnotations(new V1Ingress
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = route.Metadata.NamespaceProperty,
                Name = route.Metadata.Name,
                Annotations = own,
            },
        });
        var settings = Read(annotations, lookups);
        annotations.Finish();
        ImmutableArray<Problem> warnings = [.. annotations.Warnings.Select(Renamed)];
        return settings with
        {
            Warnings = warnings,
            Problem = annotations.Closed is null ? null
                : new Problem("UnsupportedValue", string.Join(" ", warnings.Select(warning => warning.Message))),
        };
    }

    /// <summary>Reads the annotations that a route can have.</summary>
    public static RouteAnnotations Read(IngressAnnotations annotations, Lookups lookups) => new()
    {
        Cluster = ClusterAnnotations.Read(annotations, lookups),
        DefaultBackend = annotations.Text("default-backend"),
        ErrorStatuses = ErrorAnnotations.Read(annotations),
        Mirror = MirrorTarget.Read(annotations),
    };

    private static Problem Renamed(Problem warning)
        => warning with { Message = warning.Message.Replace(IngressAnnotations.Prefix, Prefix, StringComparison.Ordinal) };
}
