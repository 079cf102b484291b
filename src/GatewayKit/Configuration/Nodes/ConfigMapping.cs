namespace GatewayKit.Configuration;

/// <summary>Keys and their values, in the order in which they stand. Keys are unique without regard to case.</summary>
public sealed class ConfigMapping : ConfigNode
{
    private readonly Dictionary<string, ConfigNode> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<KeyValuePair<string, ConfigNode>> _entries = [];

    internal ConfigMapping(ConfigPlace place) : base(place)
    {
    }

    /// <summary>The entries in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigNode>> Entries => _entries;

    /// <summary>Finds a value.</summary>
    /// <param name="key">The key, in any case.</param>
    /// <returns>The value, or null if the key is absent.</returns>
    public ConfigNode? Find(string key) => _byKey.GetValueOrDefault(key);

    internal bool TryAdd(string key, ConfigNode value)
    {
        if (!_byKey.TryAdd(key, value))
            return false;

        _entries.Add(new(key, value));
        return true;
    }

    /// <summary>
    /// What may stand for a mapping: one, the empty text by which <c>IConfiguration</c> gives an empty one, or its list whose
    /// keys are numbers.
    /// </summary>
    internal static ConfigMapping? From(ConfigNode node)
    {
        switch (node)
        {
            case ConfigMapping mapping:
                return mapping;
            case ConfigScalar { IsEmptySetting: true }:
                return new ConfigMapping(node.Place);
            case ConfigSequence { Keys: { } keys } sequence:
                var numbered = new ConfigMapping(node.Place);
                for (var i = 0; i < keys.Count; i++)
                    numbered.TryAdd(keys[i], sequence.Items[i]);
                return numbered;
            default:
                return null;
        }
    }
}
