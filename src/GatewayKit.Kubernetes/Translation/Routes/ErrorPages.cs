using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Plugins;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The pages of a Service instead of error responses, by the annotation <c>custom-http-errors</c>.</summary>
internal static class ErrorPages
{
    /// <summary>Returns the entry of the plugin that gets the pages.</summary>
    /// <param name="owner">The Ingress or the route.</param>
    /// <param name="cluster">The cluster with the pages.</param>
    /// <param name="statuses">The statuses of the responses.</param>
    /// <param name="place">The backend; null for none.</param>
    public static PluginEntry EntryOf(ResourceOwner owner, string cluster, ImmutableArray<int> statuses, BackendPlace? place)
    {
        var headers = new Dictionary<string, string> { ["X-Namespace"] = owner.Name.Namespace, ["X-Ingress-Name"] = owner.Name.Name };
        if (place is not null)
            (headers["X-Service-Name"], headers["X-Service-Port"]) = (place.Service.Name, $"{place.Port}");
        return AnnotationReader.Entry(ErrorPagesPlugin.Name, "annotation", new { cluster, statuses, headers });
    }
}
