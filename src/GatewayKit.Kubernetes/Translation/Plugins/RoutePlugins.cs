using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>
/// Finds the plugins of rules. The levels are, from the least specific: GatewayClass, Gateway, ListenerSet, listener, route, named rule,
/// filters of the rule, Service, port of the Service, filters of the backend. For an Ingress: IngressClass, annotation, Ingress, Service,
/// port of the Service.
/// </summary>
internal static class RoutePlugins
{
    /// <summary>The maximum number of plugins of a rule.</summary>
    private const int Bound = 100;

    /// <summary>Divides the listeners of a route into groups with the same policies. Most routes have one group.</summary>
    public static ImmutableArray<ListenerGroup> Divide(ImmutableArray<RouteAttachment> attachments, Lookups lookups)
    {
        var groups = new List<(ImmutableArray<LevelPlugins> Levels, ImmutableArray<RouteAttachment>.Builder Attachments)>();
        foreach (var attachment in attachments)
        {
            var levels = ListenerLevels.Of(attachment.Listener, lookups);
            var group = groups.Find(other => other.Levels.AsSpan().SequenceEqual(levels.AsSpan())).Attachments;
            if (group is null)
                groups.Add((levels, group = ImmutableArray.CreateBuilder<RouteAttachment>()));
            group.Add(attachment);
        }

        return
        [
            .. groups.Select(group => new ListenerGroup(
                group.Levels.IsEmpty ? "" : group.Attachments[0].Listener.Name, group.Attachments.ToImmutable(), group.Levels)),
        ];
    }

    /// <summary>Returns the plugins of a rule with one of its backends, in the order in which they run within a stage.</summary>
    public static RulePlugins Of(RulePlace place, Lookups lookups)
    {
        var entries = new List<LevelPlugin>();
        var problem = default(Problem);
        foreach (var level in Levels(place, lookups))
        {
            problem ??= level.Problem;
            foreach (var plugin in level.Plugins)
                Place(plugin, entries);
        }

        if (entries.Count > Bound)
            problem ??= new Problem("InvalidPlugin", $"The rule has {entries.Count} plugins; at most {Bound} are allowed.");
        return entries.Count == 0 && problem is null
            ? RulePlugins.None
            : new RulePlugins([.. entries.Select(entry => entry.Entry)], problem);
    }

    /// <summary>Adds a plugin of a more specific level, which replaces the same plugin unless that overrides it.</summary>
    private static void Place(LevelPlugin plugin, List<LevelPlugin> entries)
    {
        var twin = entries.FindIndex(other => other.IsSamePlugin(plugin.Entry));
        if (twin < 0)
            entries.Add(plugin);
        else if (!entries[twin].IsOverride)
            entries[twin] = plugin;
    }

    private static IEnumerable<LevelPlugins> Levels(RulePlace place, Lookups lookups)
    {
        foreach (var level in place.Listeners?.Levels ?? [])
            yield return level;
        if (place.IngressClass is { } ingressClass)
            yield return LevelPolicies.Of(PolicyTargetKey.Of(ResourceKind.IngressClass, new ResourceName("", ingressClass)), lookups);

        var route = place.Route;
        if (route.Kind == ResourceKind.Ingress)
            yield return AnnotatedPlugins.OfIngress(route.Name, lookups);
        yield return LevelPolicies.Of(PolicyTargetKey.Of(route.Kind, route.Name), lookups);
        if (place.Name is { Length: > 0 } rule)
            yield return LevelPolicies.Of(PolicyTargetKey.Of(route.Kind, route.Name, rule), lookups);

        var scope = $"{route.Kind.ToString().ToLowerInvariant()}/{route.Name}/{place.Name ?? $"{place.Index}"}";
        yield return FilterPlugins.Of(place.Filters, route.Name.Namespace, scope, lookups);
        if (place.Backend is not { } backend)
            yield break;

        yield return AnnotatedPlugins.OfService(backend.Service, lookups);
        yield return LevelPolicies.Of(PolicyTargetKey.Of(ResourceKind.Service, backend.Service), lookups);
        if (AnnotatedPlugins.PortName(backend, lookups) is { Length: > 0 } port)
            yield return LevelPolicies.Of(PolicyTargetKey.Of(ResourceKind.Service, backend.Service, port), lookups);
        yield return FilterPlugins.Of(backend.Filters, route.Name.Namespace, $"{scope}/{backend.Index}", lookups);
    }
}
