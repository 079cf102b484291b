using System.Collections.Immutable;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Listeners of a route to which the same policies apply: a rule becomes routes of the gateway for each group. Ids and choices of
/// these routes must contain <paramref name="Id"/>.</summary>
/// <param name="Id">The id of the group within the route: empty for the listeners without policies, otherwise the name of one of the
/// listeners.</param>
/// <param name="Attachments">The listeners.</param>
/// <param name="Levels">The policies, from the least specific level.</param>
internal sealed record ListenerGroup(string Id, ImmutableArray<RouteAttachment> Attachments, ImmutableArray<LevelPlugins> Levels);
