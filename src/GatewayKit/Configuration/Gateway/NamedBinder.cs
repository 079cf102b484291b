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

    public static ImmutableDictionary<string, T> Bind<T>(ConfigMapping document, string key, string? nameKey, BindingPoint root, EntryBinder<T> bind)
        where T : class
    {
        var result = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.OrdinalIgnoreCase);
        if (document.Find(key) is not { } node || node is ConfigNull)
            return result.ToImmutable();

        var at = SectionBinder.At(root, key, node);
        var entries = node is ConfigSequence list && nameKey is not null && list.Items.Any(i => NameOf(i, nameKey) is not null)
            ? Listed(list, nameKey, at)
            : Mapped(node, at);

        if (entries.Count > Bound)
        {
            at.Add(string.Create(CultureInfo.InvariantCulture, $"there are {entries.Count} {key}; at most {Bound} are allowed."));
            return result.ToImmutable();
        }

        foreach (var (name, entry) in entries)
        {
            var point = SectionBinder.At(at, name, entry);
            if (name.Length == 0)
                at.Add("a name must not be empty.");
            else if (entry is not ConfigNull && ConfigMapping.From(entry) is null)
                point.RefuseKind(entry, "must be a mapping");
            else if (bind(name, ConfigMapping.From(entry) ?? new ConfigMapping(entry.Location), point) is { } bound && !result.TryAdd(name, bound))
                point.Add($"the {nameKey} occurs twice.");
        }

        return result.ToImmutable();
    }

    private static IReadOnlyList<KeyValuePair<string, ConfigNode>> Mapped(ConfigNode node, BindingPoint at)
    {
        if (ConfigMapping.From(node) is { } mapping)
            return mapping.Entries;

        at.RefuseKind(node, "must be a mapping");
        return [];
    }

    private static List<KeyValuePair<string, ConfigNode>> Listed(ConfigSequence list, string nameKey, BindingPoint at)
    {
        var entries = new List<KeyValuePair<string, ConfigNode>>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (NameOf(list.Items[i], nameKey) is { } name)
                entries.Add(new(name, list.Items[i]));
            else
                at.Item(i, list.Items[i]).Add($"[{i}].{nameKey} is missing; it is required in a list.");
        }

        return entries;
    }

    private static string? NameOf(ConfigNode entry, string nameKey)
        => entry is ConfigMapping mapping && mapping.Find(nameKey) is ConfigScalar { Text.Length: > 0 } name ? name.Text : null;
}
