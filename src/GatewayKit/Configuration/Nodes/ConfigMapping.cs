namespace GatewayKit.Configuration.Nodes;

/// <summary>A mapping: keys and their values, in document order. Keys are case-insensitive and unique.</summary>
public sealed class ConfigMapping : ConfigNode
{
    // Most mappings have a few keys; a dictionary for each would use most of a large document's memory.
    private const int MostUnindexed = 8;

    private readonly List<KeyValuePair<string, ConfigNode>> _entries = [];
    private (int Line, int Column)[] _keyLocations = [];
    private Dictionary<string, ConfigNode>? _byKey;

    /// <summary>Initializes a new instance with entries.</summary>
    /// <param name="entries">The entries. Messages about a key have the location of its value.</param>
    /// <param name="location">The location. Default: none.</param>
    /// <exception cref="ArgumentException">Two keys differ only in case, or not at all.</exception>
    public ConfigMapping(IEnumerable<KeyValuePair<string, ConfigNode>> entries, ConfigLocation location = default) : base(location)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var (key, value) in entries)
        {
            if (!TryAdd(key, value, default))
                throw new ArgumentException($"The key '{key}' occurs twice. Keys are case-insensitive.", nameof(entries));
        }
    }

    internal ConfigMapping(ConfigLocation location) : base(location)
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

    internal override (object Value, object Section)? Bound { get; set; }

    /// <summary>Returns the location of a key that is present.</summary>
    internal ConfigLocation KeyLocation(string key)
    {
        var index = _entries.FindIndex(e => e.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var (line, column) = _keyLocations[index];
        return line == 0 && _entries[index].Value.Location is { Source: not null } location
            ? location
            : new ConfigLocation(Location.Source, line, column);
    }

    internal bool TryAdd(string key, ConfigNode value, ConfigLocation keyLocation)
    {
        if (Find(key) is not null)
            return false;

        _entries.Add(new(key, value));
        if (_keyLocations.Length < _entries.Count)
            Array.Resize(ref _keyLocations, _entries.Capacity);
        _keyLocations[_entries.Count - 1] = (keyLocation.Line, keyLocation.Column);
        if (_byKey is not null)
            _byKey.Add(key, value);
        else if (_entries.Count > MostUnindexed)
            _byKey = new(_entries, StringComparer.OrdinalIgnoreCase);

        return true;
    }

    /// <summary>Prepares for a number of entries.</summary>
    internal void Reserve(int entries)
    {
        if (entries <= MostUnindexed)
            return;

        _entries.EnsureCapacity(entries + 1);
        _byKey ??= new(entries + 1, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Releases the memory for further entries. There can be a million small mappings.</summary>
    internal void Trim()
    {
        if (_entries.Count > MostUnindexed)
            return;

        _entries.Capacity = _entries.Count;
        Array.Resize(ref _keyLocations, _entries.Count);
    }

    internal override void Move(int lines, int columns, int line)
    {
        base.Move(lines, columns, line);
        for (var i = 0; i < _entries.Count; i++)
        {
            var (own, column) = _keyLocations[i];
            _keyLocations[i] = (own + lines, own == line ? column + columns : column);
            _entries[i].Value.Move(lines, columns, line);
        }
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
                return new ConfigMapping(node.Location);
            case ConfigSequence { Keys: { } keys } sequence:
                var numbered = new ConfigMapping(node.Location);
                for (var i = 0; i < keys.Count; i++)
                    numbered.TryAdd(keys[i], sequence.Items[i], node.Location);
                return numbered;
            default:
                return null;
        }
    }
}
