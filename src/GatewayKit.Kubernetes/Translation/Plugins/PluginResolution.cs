using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Finds GatewayPlugins and creates their entries.</summary>
internal static class PluginResolution
{
    private const string NotFound = "PluginNotFound";

    private static readonly MemoPart<ResourceName, ResolvedPlugin> s_created = new(Create);

    private static readonly MemoPart<ResourceName, ResolvedPlugin> s_plugins = new(Resolve);

    private static readonly MemoPart<ScopedPlugin, ResolvedPlugin> s_scoped = new(Scope);

    /// <summary>Returns the entry of a GatewayPlugin, as its status tells it.</summary>
    public static ResolvedPlugin Of(ResourceName name, Lookups lookups) => lookups.Get(s_plugins, name);

    /// <summary>Returns the entry of a GatewayPlugin in a scope. It is the same object for all routes in the scope.</summary>
    public static ResolvedPlugin In(string scope, ResourceName name, Lookups lookups)
        => lookups.Get(s_scoped, new ScopedPlugin(name, scope));

    /// <summary>Returns the entry of a GatewayPlugin, whether the gateway has rejected it or not.</summary>
    public static ResolvedPlugin Unchecked(ResourceName name, Lookups lookups) => lookups.Get(s_created, name);

    private static ResolvedPlugin Resolve(ResourceName name, Lookups lookups)
    {
        var created = Unchecked(name, lookups);
        return created.Entry is { } entry && lookups.Rejection(name) is { } rejection && ReferenceEquals(rejection.Entry, entry)
            ? new ResolvedPlugin(null, new Problem("Invalid", rejection.Message))
            : created;
    }

    private static ResolvedPlugin Create(ResourceName name, Lookups lookups)
        => lookups.Read(Sources.Plugins, name) is { } plugin
            ? Isolation.Run(
                new ResourceOwner(ResourceKind.GatewayPlugin, name),
                lookups,
                () => PluginEntries.Create(plugin, lookups),
                message => new ResolvedPlugin(null, new Problem("Invalid", message)))
            : new ResolvedPlugin(null, new Problem(NotFound, $"GatewayPlugin '{name}' doesn't exist."));

    /// <summary>Returns a sentence about the problem of a GatewayPlugin for the status of a resource that uses it.</summary>
    public static string Describe(ResourceName plugin, Problem problem)
        => problem.Reason == NotFound ? problem.Message : $"GatewayPlugin '{plugin}' is invalid: {problem.Message}";

    private static ResolvedPlugin Scope(ScopedPlugin place, Lookups lookups)
        => Of(place.Plugin, lookups) switch
        {
            { Entry: { } entry } => new ResolvedPlugin(entry with { SharedScope = place.Scope }, null),
            { Problem: var problem } => new ResolvedPlugin(null, new Problem(
                problem!.Reason == NotFound ? NotFound : "InvalidPlugin", Describe(place.Plugin, problem))),
        };
}
