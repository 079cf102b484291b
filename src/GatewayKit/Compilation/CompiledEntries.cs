using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>The compiled entries of a configuration, by scope.</summary>
internal sealed class CompiledEntries
{
    public static readonly CompiledEntries None = new();

    /// <summary>The configuration that they were compiled from; null for none.</summary>
    public GatewayConfig? Source { get; init; }

    public IReadOnlyList<CompiledEntry> Global { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> Clusters { get; init; } = Empty();

    public IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> Routes { get; init; } = Empty();

    public IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> Groups { get; init; } = Empty();

    /// <summary>The entries of consumers. Consumers without entries are missing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CompiledEntry>> Consumers { get; init; } = Empty();

    /// <summary>The entries of routes that several routes can share, by their scope, plugin and id.</summary>
    public IReadOnlyDictionary<(string Scope, PluginType Type, string? Id), CompiledEntry> Shared { get; init; } =
        new Dictionary<(string, PluginType, string?), CompiledEntry>();

    /// <summary>The entries that apply to callers.</summary>
    public IEnumerable<CompiledEntry> OfCallers => Groups.Values.Concat(Consumers.Values).SelectMany(entries => entries);

    /// <summary>Returns the list of a scope.</summary>
    public IReadOnlyList<CompiledEntry> Of(PluginScope scope, string? id) => scope switch
    {
        PluginScope.Global => Global,
        PluginScope.Cluster => Clusters.GetValueOrDefault(id!) ?? [],
        PluginScope.Route => Routes.GetValueOrDefault(id!) ?? [],
        PluginScope.Group => Groups.GetValueOrDefault(id!) ?? [],
        _ => Consumers.GetValueOrDefault(id!) ?? [],
    };

    /// <summary>Returns the list that has an entry of another configuration, if it is still there.</summary>
    public IReadOnlyList<CompiledEntry> ListOf(CompiledEntry entry)
        => entry.SharedKey is not { } key ? Of(entry.Placement.Scope, entry.Placement.ScopeId)
            : Shared.TryGetValue(key, out var same) ? [same]
            : [];

    /// <summary>Returns the ids of a scope that have entries.</summary>
    public IEnumerable<string> IdsOf(PluginScope scope) => scope switch
    {
        PluginScope.Cluster => Clusters.Keys,
        PluginScope.Route => Routes.Keys,
        PluginScope.Group => Groups.Keys,
        _ => Consumers.Keys,
    };

    /// <summary>Returns whether the global entries and those of clusters are the same objects as those of another configuration.</summary>
    public bool HasSameScopes(CompiledEntries other)
        => ReferenceEquals(Global, other.Global) && Clusters.Count == other.Clusters.Count
            && Clusters.All(cluster => ReferenceEquals(cluster.Value, other.Clusters.GetValueOrDefault(cluster.Key)));

    private static Dictionary<string, IReadOnlyList<CompiledEntry>> Empty() => [];
}
