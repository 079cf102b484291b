using GatewayKit.Store;

namespace GatewayKit.Admin.Entries;

/// <summary>Labels in parameters and patches.</summary>
internal static class EntryLabels
{
    /// <summary>Reads labels such as <c>team=orders</c>.</summary>
    /// <returns>The labels; null if one is invalid.</returns>
    public static IReadOnlyDictionary<string, string>? Parse(IEnumerable<string> texts)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end) || !labels.TryAdd(text[..end], text[(end + 1)..]))
                return null;
        }

        return labels;
    }

    /// <summary>Returns whether an entry has all labels.</summary>
    public static bool Has(StoreEntry entry, IReadOnlyDictionary<string, string> labels)
        => labels.All(label => entry.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    /// <summary>Returns the labels of an entry with the changed ones; null for no change.</summary>
    public static IReadOnlyDictionary<string, string>? Merge(StoreEntry entry, IReadOnlyDictionary<string, string?>? changed)
    {
        if (changed is null)
            return null;

        var labels = new Dictionary<string, string>(entry.Labels, StringComparer.Ordinal);
        foreach (var (name, value) in changed)
        {
            if (value is null)
                labels.Remove(name);
            else
                labels[name] = value;
        }

        return labels;
    }
}
