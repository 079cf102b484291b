using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Store.Sources;

/// <summary>Keeps the node of a section while it has the same entries in the same order.</summary>
internal sealed class SameNodes
{
    private readonly Dictionary<string, ConfigNode> _sections = new(StringComparer.Ordinal);

    public ConfigNode Mapping(string section, KeyValuePair<string, ConfigNode>[] entries)
    {
        if (_sections.GetValueOrDefault(section) is ConfigMapping before && before.Entries.Count == entries.Length
            && before.Entries.Zip(entries).All(pair => AreSame(pair.First, pair.Second)))
            return before;

        return _sections[section] = new ConfigMapping(entries);
    }

    public ConfigNode List(string section, ConfigNode[] items)
    {
        if (_sections.GetValueOrDefault(section) is ConfigSequence before
            && before.Items.SequenceEqual(items, ReferenceEqualityComparer.Instance))
            return before;

        return _sections[section] = new ConfigSequence(items);
    }

    private static bool AreSame(KeyValuePair<string, ConfigNode> one, KeyValuePair<string, ConfigNode> other)
        => one.Key == other.Key && ReferenceEquals(one.Value, other.Value);
}
