using System.Collections.Immutable;
using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>A listener that a route is attached to.</summary>
/// <param name="Listener">The listener.</param>
/// <param name="Hosts">The hosts of the route within the listener's host, in lower case; empty for any host.</param>
internal sealed record RouteAttachment(ListenerView Listener, ImmutableArray<string> Hosts);
