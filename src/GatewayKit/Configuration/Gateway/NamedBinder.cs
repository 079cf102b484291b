using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>
/// Binds routes, clusters, groups and consumers: a mapping from names to entries, or, where the entries can declare their
/// own names, a list.
/// </summary>
internal static class NamedBinder
{
    /// <summary>The maximum number of entries of one kind.</summary>
    public const int Bound = 100_000;

    /// <summary>Binds one entry.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="entry">Its mapping.</param>
    /// <param name="at">Its position, such as <c>routes.orders</c>.</param>
    /// <returns>The entry, or null if nothing could be bound.</returns>
    public delegate T? EntryBinder<T>(string name, ConfigMapping entry, BindingPoint at);

    /// <summary>Binds a section.</summary>
    /// <param name="document">The document.</param>
    /// <param name="key">The section's key.</param>
    /// <param name="nameKey">The key with which an entry of a list declares its name; null if the section can't be a list.</param>
    /// <param name="root">The document's position.</param>
    /// <param name="bind">Binds one entry.</param>
    /// <param name="sections">Has what was bound from the version before of the document, and gets what is bound now;
    /// null to bind everything.</param>
    public static ImmutableDictionary<string, T> Bind<T>(
        ConfigMapping document, string key, string? nameKey, BindingPoint root, EntryBinder<T> bind, BoundSections? sections = null)
        where T : class
    {
        var empty = ImmutableDictionary.Create<string, T>(StringComparer.OrdinalIgnoreCase);
        if (document.Find(key) is not { } node || node is ConfigNull)
            return empty;

        var before = sections?.Previous(key);
        if (before is { IsGood: true } && before.IsOf(node))
        {
            sections!.Keep(key, before);
            return (ImmutableDictionary<string, T>)before.Entries;
        }

        var reported = Reported(root.Errors);
        var section = sections?.Add(key, node);
        var bound = BindEntries(node, key, nameKey, root, bind, empty, before, section);
        return section is null ? bound : section.Complete(bound, isGood: Reported(root.Errors) == reported);
    }

    private static ImmutableDictionary<string, T> BindEntries<T>(
        ConfigNode node, string key, string? nameKey,
        BindingPoint root, EntryBinder<T> bind, ImmutableDictionary<string, T> empty, BoundSection? before, BoundSection? section)
        where T : class
    {

        var at = SectionBinder.At(root, key, node);
        var entries = node is ConfigSequence list && nameKey is not null && list.Items.Any(i => NameOf(i, nameKey) is not null)
            ? Listed(list, key, nameKey, at)
            : Mapped(node, key, at);

        if (entries.Count > Bound)
        {
            at.Add(string.Create(CultureInfo.InvariantCulture, $"there are {entries.Count} {key}; at most {Bound} are allowed."));
            return empty;
        }

        // 1. The entries that the version before has as well are known.
        var changed = new List<KeyValuePair<string, ConfigNode>>();
        var kept = 0;
        foreach (var named in entries)
        {
            if (before?.Find<T>(named.Value) is { } same)
            {
                section!.Add(named.Value, same);
                kept++;
            }
            else
            {
                changed.Add(named);
            }
        }

        // 2. If there are some, only the others change in the dictionary, and those are removed that are missing now.
        var result = (kept > 0 ? (ImmutableDictionary<string, T>)before!.Entries : empty).ToBuilder();
        string[] removed = [];
        if (kept > 0)
        {
            foreach (var (name, _) in changed)
                result.Remove(name);
            if (result.Count > kept)
                result.RemoveRange(removed = [.. result.Keys.Except(entries.Select(e => e.Key), StringComparer.OrdinalIgnoreCase)]);
        }

        // 3. The others are bound.
        foreach (var (name, entry) in changed)
        {
            var reported = Reported(at.Errors);
            var point = new BindingPoint(at.Errors, ConfigPiece.InSection(key, name), "", entry.Location);
            if (name.Length == 0)
                at.Add("a name must not be empty.");
            else if (entry is not ConfigNull && ConfigMapping.From(entry) is null)
                point.RefuseKind(entry, "must be a mapping");
            else if (bind(name, (entry as ConfigNull)?.Mapping ?? ConfigMapping.From(entry)!, point) is { } bound)
            {
                if (!result.TryAdd(name, bound))
                    point.Add($"the {nameKey} occurs twice.");
                else if (Reported(at.Errors) == reported)
                    section?.Add(entry, bound);
            }
        }

        var all = result.ToImmutable();
        if (kept > 0)
            section!.Difference = new SectionDifference(before!.Entries, all, [.. changed.Select(e => e.Key), .. removed]);
        return all;
    }

    private static int Reported(ConfigErrors errors) => errors.Total + errors.Warnings.Count;

    private static IReadOnlyList<KeyValuePair<string, ConfigNode>> Mapped(ConfigNode node, string key, BindingPoint at)
    {
        if (ConfigMapping.From(node) is { } mapping)
        {
            // The keys of settings may be numbers, which were read as indexes.
            for (var i = 0; node is ConfigSequence && i < mapping.Entries.Count; i++)
                at.Errors.Assign(key, i, ConfigOwner.InSection(key, mapping.Entries[i].Key));
            return mapping.Entries;
        }

        at.RefuseKind(node, "must be a mapping");
        return [];
    }

    private static List<KeyValuePair<string, ConfigNode>> Listed(ConfigSequence list, string key, string nameKey, BindingPoint at)
    {
        var entries = new List<KeyValuePair<string, ConfigNode>>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (NameOf(list.Items[i], nameKey) is { } name)
            {
                at.Errors.Assign(key, i, ConfigOwner.InSection(key, name));
                entries.Add(new(name, list.Items[i]));
                continue;
            }

            at.Item(i, list.Items[i]).Add($"[{i}].{nameKey} is missing; it is required in a list.");
        }

        return entries;
    }

    private static string? NameOf(ConfigNode entry, string nameKey)
        => entry is ConfigMapping mapping && mapping.Find(nameKey) is ConfigScalar { Text.Length: > 0 } name ? name.Text : null;
}
