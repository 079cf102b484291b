using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>Checks lists of plugin entries: that the plugin exists, its options are valid, and its scope and stage are allowed.</summary>
/// <param name="catalog">The available plugins.</param>
/// <param name="folders">The folders of the files that the configuration was read from.</param>
/// <param name="previous">The entries of the active configuration. The options of those that are the same aren't bound again.</param>
/// <param name="consumers">The consumers, which plugins may depend on.</param>
/// <param name="errors">Collects the errors.</param>
internal sealed class EntryCompiler(
    PluginCatalog catalog,
    ImmutableDictionary<string, string> folders, CompiledEntries previous, ConsumerDirectory consumers, ConfigErrors errors)
{
    private readonly List<CompiledEntry> _all = [];
    private readonly List<string> _changedRoutes = [];
    private readonly SharedEntries _shared = new(folders, previous, consumers);

    /// <summary>The entries that were compiled without an error.</summary>
    public IReadOnlyList<CompiledEntry> All => _all;

    /// <summary>The routes whose entries aren't those of the active configuration.</summary>
    public IReadOnlyList<string> ChangedRoutes => _changedRoutes;

    /// <summary>Compiles the entries of every scope.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="changes">The routes that differ from the active configuration.</param>
    public CompiledEntries Compile(GatewayConfig config, RouteChanges changes) => new()
    {
        Shared = _shared.All,
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
                _shared.Place(before[i], owner, i);
            AddAll(before);
            return before;
        }

        var compiled = new List<CompiledEntry>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            if (Compile(entries[i], owner.Plugin(i), scope, scopeId, i < before.Count ? before[i] : null) is not { } entry)
                continue;

            _shared.Place(entry, owner, i);
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
            if (_shared.IsNew(entry))
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
            if (!ReferenceEquals(entries[i], before[i].Entry)
                || !before[i].IsSame(entries[i], catalog.Find(entries[i].Name), folders)
                || !before[i].HasSamePlugin(consumers))
                return false;
        }

        return true;
    }

    /// <summary>Compiles an entry. The errors of one that routes share are reported for one of them.</summary>
    private CompiledEntry? Compile(PluginEntry entry, ConfigPiece piece, PluginScope scope, string? scopeId, CompiledEntry? before)
    {
        if (entry.SharedScope is null || scope != PluginScope.Route)
            return CompileOwn(entry, piece, scope, scopeId, before);
        if (_shared.HasFailed(entry))
            return null;

        var compiled = CompileOwn(entry, piece, scope, scopeId, before);
        if (compiled is null)
            _shared.Fail(entry);
        return compiled;
    }

    private CompiledEntry? CompileOwn(PluginEntry entry, ConfigPiece piece, PluginScope scope, string? scopeId, CompiledEntry? before)
    {
        if (entry is { IsIncomplete: true, Name: "" })
            return null;

        if (catalog.Find(entry.Name) is not { } type)
        {
            errors.Add(piece, UnknownPlugin(entry.Name), entry.Location);
            return null;
        }

        if (scope == PluginScope.Route && _shared.Find(entry, type) is { } shared)
            return shared;
        if (before?.IsSame(entry, type, folders) == true)
            return before.At(entry, piece.Named(type.Name));

        piece = piece.Named(type.Name);
        if (!entry.IsIncomplete)
            CheckPlace(entry, type, piece, scope);
        var placement = new PluginPlacement
        {
            Plugin = type.Name,
            Id = entry.Id,
            Scope = scope,
            ScopeId = scope == PluginScope.Route ? entry.SharedScope ?? scopeId : scopeId,
            Folder = folders.GetValueOrDefault(entry.Location.Source ?? ""),
            AllowsFiles = entry.Tenant is null,
        };

        // An entry that only disables a less specific one doesn't need options.
        if (!entry.Enabled && entry.Options is null)
            return new CompiledEntry(entry, type, placement, new NoOptions(), piece);
        var warnings = errors.Warnings.Count;
        if (OptionsBinder.Bind(type.OptionsType, entry.Options, piece, "options.", entry.Location, errors) is not { } options
            || entry.IsIncomplete)
            return null;

        return new CompiledEntry(entry, type, placement, options, piece) { HasWarnings = errors.Warnings.Count > warnings };
    }

    private void CheckPlace(PluginEntry entry, PluginType type, ConfigPiece piece, PluginScope scope)
    {
        var stage = entry.Stage ?? type.Stage;
        var authenticates = type.Hooks.HasFlag(PluginHooks.Authentication);
        if (authenticates && stage > PluginStage.Authentication)
            errors.Add(piece, "stage is later than authentication; a plugin that authenticates can't run later.", entry.Location);
        if (scope >= PluginScope.Group && (authenticates || entry.Stage <= PluginStage.Authentication))
            errors.Add(piece, "its stage isn't later than authentication; plugins of groups and consumers run after the caller is "
                + "authenticated.",
                entry.Location);
        if (entry.OnError == PluginErrorPolicy.Continue
            && (authenticates || stage is PluginStage.Authentication or PluginStage.Authorization))
            errors.Add(piece, "onError is 'continue'; authentication and authorization can only reject.", entry.Location);
        else if (entry.OnError == PluginErrorPolicy.Continue && type.RejectsOnError)
            errors.Add(piece, "onError is 'continue', but a request can't continue without this plugin.", entry.Location);
    }

    private string UnknownPlugin(string name)
    {
        var names = catalog.PluginNames.ToArray();
        var loaded = names.Length == 0 ? "No plugin is loaded." : $"Loaded: {string.Join(", ", names)}.";
        var failed = string.Concat(catalog.Errors.Select(e => $" Not loaded: {e}"));
        return $"no plugin is named '{name}'.{DidYouMean.For(name, names)} {loaded}{failed}";
    }
}
