using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The attachment of a route to one of its parents.</summary>
/// <param name="Reference">The reference of the route.</param>
/// <param name="Rejection">Why the parent doesn't accept the route, or null.</param>
/// <param name="Listeners">The listeners that accept it; empty after a rejection.</param>
internal sealed record ParentAttachment(ParentReference Reference, Problem? Rejection, ImmutableArray<RouteAttachment> Listeners);
