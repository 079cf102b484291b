using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Finds GatewayPlugins and creates their entries.</summary>
internal static class PluginResolution
{
    private static readonly MemoPart<ResourceName, ResolvedPlugin> Plugins = new(Resolve);

    private static readonly MemoPart<ScopedPlugin, ResolvedPlugin> Scoped = new(Scope);

    /// <summary>Returns the entry of a GatewayPlugin, as its status tells it.</summary>
    public static ResolvedPlugin Of(ResourceName name, Lookups lookups) => lookups.Get(Plugins, name);

    /// <summary>Returns the entry of a GatewayPlugin in a scope. It is the same object for all routes in the scope.</summary>
    public static ResolvedPlugin In(string scope, ResourceName name, Lookups lookups) => lookups.Get(Scoped, new ScopedPlugin(name, scope));

    private static ResolvedPlugin Resolve(ResourceName name, Lookups lookups)
        => lookups.Read(Sources.Plugins, name) is { } plugin
            ? PluginEntries.Create(plugin, lookups)
            : new ResolvedPlugin(null, new Problem("PluginNotFound", $"GatewayPlugin '{name}' doesn't exist."));

    private static ResolvedPlugin Scope(ScopedPlugin place, Lookups lookups)
        => Of(place.Plugin, lookups) switch
        {
            { Entry: { } entry } => new ResolvedPlugin(entry with { SharedScope = place.Scope }, null),
            { Problem: { Reason: "PluginNotFound" } problem } => new ResolvedPlugin(null, problem),
            { Problem: var problem } => new ResolvedPlugin(
                null, new Problem("InvalidPlugin", $"GatewayPlugin '{place.Plugin}' is invalid: {problem!.Message}")),
        };
}
