using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Reads the values of a document, and collects its errors.</summary>
internal sealed class NodeFields
{
    public ConfigErrors Errors { get; } = new();

    public void Add(string where, string message, ConfigNode? node) => Errors.Add(where, message, node?.Location ?? default);

    /// <summary>Returns a mapping that only has known keys; null if it isn't a mapping.</summary>
    public ConfigMapping? Mapping(ConfigNode? node, string where, params string[] known)
    {
        if (node is not ConfigMapping mapping)
        {
            if (node is not null || Errors.Items.Count == 0)
                Add(where, $"it must be a mapping with the keys {string.Join(", ", known)}.", node);
            return null;
        }

        foreach (var (key, value) in mapping.Entries.Where(entry => !known.Contains(entry.Key)))
            Add(where, $"'{key}' isn't a key here.{DidYouMean.For(key, known)} Keys: {string.Join(", ", known)}.", value);
        return mapping;
    }

    public string? Text(ConfigMapping mapping, string where, string key)
    {
        var node = mapping.Find(key);
        if (node is null or ConfigNull)
            return null;
        if (node is ConfigScalar scalar)
            return scalar.Text;

        Add($"{where}.{key}", "it must be text.", node);
        return null;
    }

    public int? Number(ConfigMapping mapping, string where, string key, int least, int most)
        => mapping.Find(key) is { } node ? NumberOf(node, $"{where}.{key}", least, most) : null;

    /// <summary>Returns the numbers of a list, or a single one.</summary>
    public IReadOnlyList<int> Numbers(ConfigNode node, string where, int least, int most)
        => [.. ItemsOf(node).Select(item => NumberOf(item, where, least, most)).OfType<int>()];

    /// <summary>Returns the texts of a list, or a single one.</summary>
    public IReadOnlyList<string> List(ConfigNode node, string where)
    {
        var texts = new List<string>();
        foreach (var item in ItemsOf(node))
        {
            if (item is ConfigScalar scalar)
                texts.Add(scalar.Text);
            else
                Add(where, "it must be text, or a list of texts.", item);
        }

        return texts;
    }

    /// <summary>Returns the texts of a mapping; null values are kept.</summary>
    public IReadOnlyDictionary<string, string?> Texts(ConfigMapping mapping, string where, string key)
    {
        var texts = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var node = mapping.Find(key);
        if (node is null)
            return texts;
        if (node is not ConfigMapping entries)
        {
            Add($"{where}.{key}", "it must be a mapping of names to texts.", node);
            return texts;
        }

        foreach (var (name, value) in entries.Entries)
        {
            if (value is ConfigNull or ConfigScalar)
                texts[name] = (value as ConfigScalar)?.Text;
            else
                Add($"{where}.{key}.{name}", "it must be text.", value);
        }

        return texts;
    }

    private static IEnumerable<ConfigNode> ItemsOf(ConfigNode node) => node is ConfigSequence list ? list.Items : [node];

    private int? NumberOf(ConfigNode node, string where, int least, int most)
    {
        if (node is ConfigScalar scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;

        Add(where, $"it must be a number between {least} and {most}.", node);
        return null;
    }
}
