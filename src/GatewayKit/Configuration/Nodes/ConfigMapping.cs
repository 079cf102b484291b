namespace GatewayKit.Configuration.Nodes;

/// <summary>A mapping: keys and their values, in document order. Keys are case-insensitive and unique.</summary>
public sealed class ConfigMapping : ConfigNode
{
    // Most mappings have a few keys; a dictionary for each would use most of a large document's memory.
    private const int MostUnindexed = 8;

    private readonly List<KeyValuePair<string, ConfigNode>> _entries = [];
    private readonly List<(int Line, int Column)> _keyPlaces = [];
    private Dictionary<string, ConfigNode>? _byKey;

    internal ConfigMapping(ConfigPlace place) : base(place)
    {
    }

    /// <summary>The entries in document order.</summary>
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

    /// <summary>Returns the location of a key that is present.</summary>
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
    /// Returns a node as a mapping: a mapping itself, the empty text that <c>IConfiguration</c> uses for an empty mapping, or a list
    /// with numbers as keys.
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
