using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Store.Sources;

/// <summary>
/// Binds the contents of a store like the versions of a configuration file. An entry whose content is the same as before keeps its node,
/// and so everything that was bound and compiled from it.
/// </summary>
internal sealed class EntryBinder
{
    private readonly Lock _lock = new();
    private readonly GatewayConfigVersions _versions = new();
    private readonly SameNodes _sections = new();
    private Dictionary<EntryKey, KeptNode> _kept = [];

    public GatewayConfig? Bind(StoreContent content, ConfigErrors errors)
    {
        lock (_lock)
            return _versions.Bind(Root(content, errors), errors);
    }

    private ConfigMapping Root(StoreContent content, ConfigErrors errors)
    {
        var ordered = Nodes(content, errors)
            .OrderBy(kept => kept.Entry.Position).ThenBy(kept => kept.Entry.Key.Normalized, StringComparer.Ordinal)
            .ToLookup(kept => kept.Entry.Key.Kind);
        var members = new List<KeyValuePair<string, ConfigNode>>();
        foreach (var kind in EntryKinds.All)
        {
            if (kind == EntryKinds.Settings)
                members.AddRange(ordered[kind].Select(kept => KeyValuePair.Create(kept.Entry.Key.Id, kept.Node)));
            else if (kind == EntryKinds.Plugins)
                members.Add(new(kind, _sections.List(kind, [.. ordered[kind].Select(kept => Plugin(kept, errors))])));
            else
                members.Add(new(kind, _sections.Mapping(
                    kind, [.. ordered[kind].Select(kept => KeyValuePair.Create(kept.Entry.Key.Id, kept.Node))])));
        }

        return new ConfigMapping(members, new ConfigLocation("store"));
    }

    /// <summary>Reads the entries, except those that are the same as before and had no errors.</summary>
    private List<KeptNode> Nodes(StoreContent content, ConfigErrors errors)
    {
        var reader = new EntryNodes(errors);
        var all = new List<KeptNode>(content.Entries.Count);
        var next = new Dictionary<EntryKey, KeptNode>(content.Entries.Count);
        foreach (var entry in content.Entries.Values)
        {
            var reported = errors.Count + errors.Omitted;
            var node = _kept.TryGetValue(entry.Key, out var before) && before.IsOf(entry) ? before.Node : reader.Node(entry);
            all.Add(new KeptNode(entry, node));
            if (errors.Count + errors.Omitted == reported)
                next.Add(entry.Key, all[^1]);
        }

        _kept = next;
        return all;
    }

    private static ConfigNode Plugin(KeptNode kept, ConfigErrors errors)
    {
        var members = kept.Node as ConfigMapping;
        var (name, id) = ((members?.Find("name") as ConfigScalar)?.Text, (members?.Find("id") as ConfigScalar)?.Text);
        var key = id is null ? name : $"{name}:{id}";
        if (!kept.Entry.Key.Id.Equals(key, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(
                kept.Entry.Key.ToString(),
                $"the content is that of the plugin '{key}'; its name and id must be those of the entry.", kept.Node.Location);
        }

        return kept.Node;
    }
}
