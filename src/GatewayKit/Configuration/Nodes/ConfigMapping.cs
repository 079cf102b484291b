namespace GatewayKit.Configuration.Nodes;

/// <summary>Keys and their values, in the order in which they stand. Keys are unique without regard to case.</summary>
public sealed class ConfigMapping : ConfigNode
{
    // Most mappings have a few keys; a dictionary for each would be most of a large document's memory.
    private const int MostUnindexed = 8;

    private readonly List<KeyValuePair<string, ConfigNode>> _entries = [];
    private readonly List<(int Line, int Column)> _keyPlaces = [];
    private Dictionary<string, ConfigNode>? _byKey;

    internal ConfigMapping(ConfigPlace place) : base(place)
    {
    }

    /// <summary>The entries in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigNode>> Entries => _entries;

    /// <summary>Finds a value.</summary>
    /// <param name="key">The key, in any case.</param>
    /// <returns>The value, or null if the key is absent.</returns>
    public ConfigNode? Find(string key)
    {
        if (_byKey is not null)
            return _byKey.GetValueOrDefault(key);

        foreach (var (name, value) in _entries)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>The place of a key that is there.</summary>
    internal ConfigPlace KeyPlace(string key)
    {
        var (line, column) = _keyPlaces[_entries.FindIndex(e => e.Key.Equals(key, StringComparison.OrdinalIgnoreCase))];
        return new ConfigPlace(Place.Source, line, column);
    }

    internal bool TryAdd(string key, ConfigNode value, ConfigPlace keyPlace)
    {
        if (Find(key) is not null)
            return false;

        _entries.Add(new(key, value));
        _keyPlaces.Add((keyPlace.Line, keyPlace.Column));
        if (_byKey is not null)
            _byKey.Add(key, value);
        else if (_entries.Count > MostUnindexed)
            _byKey = new(_entries, StringComparer.OrdinalIgnoreCase);

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
                    numbered.TryAdd(keys[i], sequence.Items[i], node.Place);
                return numbered;
            default:
                return null;
        }
    }
}
