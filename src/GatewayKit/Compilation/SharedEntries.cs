using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>The entries that several routes of a configuration share: each is compiled for the first of them.</summary>
/// <param name="folders">The folders of the files that the configuration was read from.</param>
/// <param name="previous">The entries of the active configuration.</param>
/// <param name="consumers">The consumers, which plugins may depend on.</param>
internal sealed class SharedEntries(
    ImmutableDictionary<string, string> folders, CompiledEntries previous, ConsumerDirectory consumers)
{
    private readonly Dictionary<(string Scope, PluginType Type, string? Id), CompiledEntry> _all = [];
    private readonly HashSet<(string Scope, string Plugin, string? Id)> _failed = [];

    /// <summary>The entries by their keys.</summary>
    public IReadOnlyDictionary<(string Scope, PluginType Type, string? Id), CompiledEntry> All => _all;

    /// <summary>Returns the entry that another route has in this configuration, or had in the active one; null if there is none, or if it
    /// isn't the same.</summary>
    public CompiledEntry? Find(PluginEntry entry, PluginType type)
    {
        if (entry.SharedScope is not { } scope)
            return null;

        var key = (scope, type, entry.Id);
        if (_all.TryGetValue(key, out var other))
            return other.IsSame(entry, type, folders) ? other : null;
        return previous.Shared.TryGetValue(key, out other) && other.IsSame(entry, type, folders) && other.HasSamePlugin(consumers)
            ? other
            : null;
    }

    /// <summary>Names the first route of this configuration in the messages of an entry: that of the active configuration may be
    /// gone.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="route">A route that has it.</param>
    /// <param name="index">Its index in the route's list.</param>
    public void Place(CompiledEntry entry, ConfigPiece route, int index)
    {
        if (entry.SharedKey is { } key && !_all.ContainsKey(key) && (entry.Piece.Owner, entry.Piece.PluginIndex) != (route.Owner, index))
            entry.Piece = route.Plugin(index).Named(entry.Type.Name);
    }

    /// <summary>Adds a compiled entry.</summary>
    /// <returns>Whether no other route has it.</returns>
    public bool IsNew(CompiledEntry entry) => entry.SharedKey is not { } key || _all.TryAdd(key, entry);

    /// <summary>Notes that an entry has an error, which is already reported.</summary>
    public void Fail(PluginEntry entry) => _failed.Add((entry.SharedScope!, entry.Name, entry.Id));

    /// <summary>Returns whether an entry has an error.</summary>
    public bool HasFailed(PluginEntry entry) => _failed.Contains((entry.SharedScope!, entry.Name, entry.Id));
}
