namespace GatewayKit.Configuration.Readers;

/// <summary>The entries of a mapping in the order of the document: those of the document itself, or those of a section.</summary>
/// <param name="text">The text from the beginning of the mapping on.</param>
internal sealed class SectionEntries<T>(ReadOnlyMemory<T> text) where T : IEquatable<T>
{
    private readonly List<DocumentEntry> _entries = [];
    private Dictionary<string, int>? _byKey;
    private int _next;

    private SectionEntries(ReadOnlyMemory<T> text, List<DocumentEntry> entries) : this(text) => _entries = entries;

    public ReadOnlySpan<T> Text => text.Span;

    public int Count => _entries.Count;

    public void Add(DocumentEntry entry) => _entries.Add(entry);

    /// <summary>Starts over, for reading another version from its beginning.</summary>
    public void Restart() => _next = 0;

    /// <summary>Returns the same entries at their position in another version of the document.</summary>
    public SectionEntries<T> At(ReadOnlyMemory<T> other) => new(other, _entries);

    /// <summary>Returns the next entry if the rest of another version of the document begins with its text;
    /// null if the entry has to be read.</summary>
    public DocumentEntry? Next(ReadOnlySpan<T> rest)
        => _next < _entries.Count && _entries[_next] is var entry && rest.StartsWith(Text.Slice(entry.Start, entry.Length)) ? entry : null;

    /// <summary>Continues after an entry of another version of the document, whether it was read or not.</summary>
    public void Pass(string key)
    {
        if (_next < _entries.Count && _entries[_next].Key == key)
        {
            _next++;
            return;
        }

        if (_byKey is null)
        {
            _byKey = new Dictionary<string, int>(_entries.Count, StringComparer.Ordinal);
            for (var i = 0; i < _entries.Count; i++)
                _byKey.TryAdd(_entries[i].Key, i);
        }

        // A new entry leaves the order as it is; one that follows removed entries continues there. Never back: a node has one location.
        if (_byKey.TryGetValue(key, out var index) && index > _next)
            _next = index + 1;
    }
}
