using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds a <c>plugins</c> list. Messages name each entry separately: <c>routes.orders.plugins[1] (rate-limit)</c>.</summary>
internal static class PluginListBinder
{
    /// <summary>The maximum number of plugins in a list.</summary>
    public const int Bound = 100;

    private const string ListKey = "plugins";

    /// <summary>Binds the list of the global scope.</summary>
    /// <param name="document">The document.</param>
    /// <param name="at">Its position.</param>
    /// <param name="sections">Has what was bound from the version before of the document, and gets what is bound now;
    /// null to bind everything.</param>
    public static ImmutableArray<PluginEntry> Bind(ConfigMapping document, BindingPoint at, BoundSections? sections)
    {
        if (sections is null || document.Find(ListKey) is not { } node)
            return Bind(document, at);

        if (sections.Previous(ListKey) is { IsGood: true } before && before.IsOf(node))
        {
            sections.Keep(ListKey, before);
            return (ImmutableArray<PluginEntry>)before.Entries;
        }

        var reported = at.Errors.Total + at.Errors.Warnings.Count;
        var section = sections.Add(ListKey, node);
        return section.Complete(Bind(document, at), isGood: reported == at.Errors.Total + at.Errors.Warnings.Count);
    }

    public static ImmutableArray<PluginEntry> Bind(ConfigMapping parent, BindingPoint at)
    {
        if (parent.Find(ListKey) is not { } node || node is ConfigNull or ConfigScalar { IsEmptySetting: true })
            return [];

        var list = SectionBinder.At(at, ListKey, node);
        if (node is not ConfigSequence sequence)
        {
            list.RefuseKind(node, "must be a list");
            return [];
        }

        if (sequence.Items.Count > Bound)
        {
            list.Add(string.Create(
                CultureInfo.InvariantCulture, $"there are {sequence.Items.Count} plugins; at most {Bound} are allowed."));
            return [];
        }

        var entries = ImmutableArray.CreateBuilder<PluginEntry>(sequence.Items.Count);
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var item = sequence.Items[i];
            var entry = item is ConfigNull ? new ConfigMapping(item.Location) : item;
            if (NodeBinder.Bind(typeof(PluginEntry),
                entry, list with { Piece = at.Piece.Plugin(i).Named(NameOf(item)), Location = item.Location }) is PluginEntry bound)
                entries.Add(bound with { Node = item });
            else
                entries.Add(Incomplete(ConfigMapping.From(entry), item));
        }

        return entries.ToImmutable();
    }

    /// <summary>The usable part of an entry with errors: enough to check its options, and the next entry keeps its index.</summary>
    private static PluginEntry Incomplete(ConfigMapping? entry, ConfigNode item) => new()
    {
        Name = entry?.Find("name") is ConfigScalar { Style: not ScalarStyle.Broken, Text.Length: <= PluginEntry.LongestName } name
            ? name.Text
            : "",
        Options = entry?.Find("options"),
        Node = item,
        IsIncomplete = true,
    };

    private static string? NameOf(ConfigNode item) => (item as ConfigMapping)?.Find("name") is ConfigScalar name ? name.Written : null;
}
