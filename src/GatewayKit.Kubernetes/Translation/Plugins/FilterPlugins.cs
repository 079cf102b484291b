using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The plugins that filters and annotations name.</summary>
internal static class FilterPlugins
{
    /// <summary>Returns the plugins of the filters with <c>extensionRef</c>.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="ns">The namespace of the route, which is that of the plugins.</param>
    /// <param name="scope">The scope of the plugins' counters and caches.</param>
    /// <param name="lookups">The lookups.</param>
    public static LevelPlugins Of(ImmutableArray<RouteFilter> filters, string ns, string scope, Lookups lookups)
    {
        var references = filters.Where(filter => filter.Type == "ExtensionRef").Select(filter => filter.ExtensionRef).ToArray();
        return references.Length == 0
            ? LevelPlugins.None
            : Combine([.. references.Select(reference => Resolve(reference, ns, scope, lookups))], null);
    }

    /// <summary>Returns the plugins of a list of names.</summary>
    /// <param name="names">The names, separated by commas.</param>
    /// <param name="ns">The namespace of the resource, which is that of the plugins.</param>
    /// <param name="scope">The scope of the plugins' counters and caches.</param>
    /// <param name="owner">The resource in messages.</param>
    /// <param name="lookups">The lookups.</param>
    public static LevelPlugins Of(string? names, string ns, string scope, string owner, Lookups lookups)
    {
        var all = names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return all.Length == 0
            ? LevelPlugins.None
            : Combine([.. all.Select(name => PluginResolution.In(scope, new ResourceName(ns, name), lookups))], owner);
    }

    private static ResolvedPlugin Resolve(ObjectReference? reference, string ns, string scope, Lookups lookups)
    {
        var kind = new GroupKind(reference?.Group ?? "", reference?.Kind ?? "");
        return kind == GroupKind.Of(ResourceKind.GatewayPlugin)
            ? PluginResolution.In(scope, new ResourceName(ns, reference!.Name), lookups)
            : new ResolvedPlugin(null, new Problem("InvalidKind", $"The filter refers to a {kind}; it must refer to a GatewayPlugin of "
                + "the group gatewaykit.io."));
    }

    private static LevelPlugins Combine(ImmutableArray<ResolvedPlugin> found, string? owner)
    {
        var plugins = ImmutableArray.CreateBuilder<LevelPlugin>(found.Length);
        var problem = found.FirstOrDefault(plugin => plugin.Problem is not null)?.Problem;
        foreach (var entry in found.Select(plugin => plugin.Entry).OfType<Configuration.PluginEntry>())
        {
            if (plugins.Any(other => other.IsSamePlugin(entry)))
                problem ??= new Problem(
                    "InvalidPlugin", $"The plugin '{entry.Name}' is there twice; give one of the GatewayPlugins an 'id'.");
            else
                plugins.Add(new LevelPlugin(entry, IsOverride: false));
        }

        if (problem is not null && owner is not null)
            problem = problem with { Message = $"{owner}: {problem.Message}" };
        return new LevelPlugins(plugins.ToImmutable(), problem, []);
    }
}
