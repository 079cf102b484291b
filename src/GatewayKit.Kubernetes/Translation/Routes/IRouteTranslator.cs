using System.Collections.Immutable;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the routes of one kind.</summary>
internal interface IRouteTranslator<in TRoute>
{
    /// <summary>Translates a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="attachments">The listeners that it is attached to and that serve, each once. Empty: only the problems matter.</param>
    /// <param name="lookups">The way to everything else. The result is kept until a lookup would find something else.</param>
    TranslatedRoute Translate(TRoute route, ImmutableArray<RouteAttachment> attachments, Lookups lookups);
}
