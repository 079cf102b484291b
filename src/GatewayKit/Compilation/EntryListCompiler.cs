using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>Compiles the lists of plugin entries of every scope. A list whose entries are the same stays the same object.</summary>
/// <param name="compiler">Compiles single entries.</param>
/// <param name="shared">The entries that several routes share.</param>
/// <param name="previous">The entries of the active configuration.</param>
/// <param name="consumers">The consumers, which plugins may depend on.</param>
/// <param name="errors">Collects the errors.</param>
internal sealed class EntryListCompiler(
    EntryCompiler compiler, SharedEntries shared, CompiledEntries previous, ConsumerDirectory consumers, ConfigErrors errors)
{
    private readonly List<CompiledEntry> _all = [];
    private readonly List<string> _changedRoutes = [];

    /// <summary>The entries that were compiled without an error.</summary>
    public IReadOnlyList<CompiledEntry> All => _all;

    /// <summary>The routes whose entries aren't those of the active configuration.</summary>
    public IReadOnlyList<string> ChangedRoutes => _changedRoutes;

    /// <summary>Compiles the entries of every scope.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="changes">The routes that differ from the active configuration.</param>
    public CompiledEntries Compile(GatewayConfig config, RouteChanges changes) => new()
    {
        Shared = shared.All,
        Source = config,
        Global = config.Plugins.IsEmpty ? [] : Compile(config.Plugins, PluginScope.Global, null),
        Clusters = Compile(config.Clusters,
            previous.Source?.Clusters, c => c.Plugins, PluginScope.Cluster, StringComparer.OrdinalIgnoreCase),
        Routes = CompileRoutes(config, changes),
        Groups = Compile(config.Groups, previous.Source?.Groups, g => g.Plugins, PluginScope.Group, StringComparer.OrdinalIgnoreCase),
        Consumers = Compile(config.Consumers, previous.Source?.Consumers, c => c.Plugins, PluginScope.Consumer, StringComparer.Ordinal),
    };

    private Dictionary<string, IReadOnlyList<CompiledEntry>> CompileRoutes(GatewayConfig config, RouteChanges changes)
    {
        var compiled = new Dictionary<string, IReadOnlyList<CompiledEntry>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, route) in changes.Among(config.Routes))
            Add(id, route);

        // Of the unchanged routes, only those with entries are visited: a plugin may have changed.
        if (!changes.AreAll)
        {
            foreach (var id in previous.Routes.Keys)
            {
                if (!changes.Has(id))
                    Add(id, config.Routes[id]);
            }
        }

        return compiled;

        void Add(string id, GatewayRoute route)
        {
            var before = previous.Routes.GetValueOrDefault(id);
            var entries = route.Plugins.Length > 0 ? Compile(route.Plugins, PluginScope.Route, id) : null;
            if (!ReferenceEquals(entries, before))
                _changedRoutes.Add(id);
            if (entries is not null)
                compiled.Add(id, entries);
        }
    }

    private Dictionary<string, IReadOnlyList<CompiledEntry>> Compile<T>(
        ImmutableDictionary<string, T> owners,
        ImmutableDictionary<string, T>? before, Func<T, ImmutableArray<PluginEntry>> plugins, PluginScope scope, StringComparer comparer)
    {
        var compiled = new Dictionary<string, IReadOnlyList<CompiledEntry>>(comparer);

        // Most consumers have no entries: if nothing has changed, only those with entries are visited.
        if (ReferenceEquals(owners, before))
        {
            foreach (var id in previous.IdsOf(scope))
                compiled.Add(id, Compile(plugins(owners[id]), scope, id));
            return compiled;
        }

        foreach (var (id, owner) in owners)
        {
            if (plugins(owner) is { Length: > 0 } entries)
                compiled.Add(id, Compile(entries, scope, id));
        }

        return compiled;
    }

    private IReadOnlyList<CompiledEntry> Compile(ImmutableArray<PluginEntry> entries, PluginScope scope, string? scopeId)
    {
        // An id that changes only in case is found, but a plugin gets the new one.
        var before = previous.Of(scope, scopeId);
        if (!before.All(entry => entry.SharedKey is not null || entry.Placement.ScopeId == scopeId))
            before = [];
        var owner = ConfigPiece.Of(ConfigOwner.Of(scope, scopeId));
        if (AreSame(entries, before))
        {
            for (var i = 0; i < before.Count; i++)
                shared.Place(before[i], owner, i);
            AddAll(before);
            return before;
        }

        var compiled = new List<CompiledEntry>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var last = i < before.Count ? before[i] : null;
            if (compiler.Compile(entries[i], owner.Plugin(i), scope, scopeId, last) is not { } entry)
                continue;

            shared.Place(entry, owner, i);
            if (compiled.Find(entry.Replaces) is { } twin)
                errors.Add(entry.Piece,
                    $"the list already has this plugin at {twin.Where}; give one of them an 'id'.", entries[i].Location);
            else
                compiled.Add(entry);
        }

        AddAll(compiled);
        return compiled;
    }

    private void AddAll(IReadOnlyList<CompiledEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (shared.IsNew(entry))
                _all.Add(entry);
        }
    }

    /// <summary>Returns whether a compiled list can be used as it is: its entries are the same objects,
    /// and its plugins would be the same.</summary>
    private bool AreSame(ImmutableArray<PluginEntry> entries, IReadOnlyList<CompiledEntry> before)
    {
        if (entries.Length != before.Count)
            return false;

        for (var i = 0; i < entries.Length; i++)
        {
            if (!compiler.IsSame(entries[i], before[i]) || !before[i].HasSamePlugin(consumers))
                return false;
        }

        return true;
    }
}
