namespace GatewayKit.Configuration.Readers;

/// <summary>
/// The sections of a document and their entries, such as routes and consumers, with their texts.
/// Those with the same text in the next version of the document aren't read again: their nodes are the same objects, at their new location.
/// </summary>
/// <param name="text">The document.</param>
internal sealed class DocumentEntries<T>(ReadOnlyMemory<T> text) where T : IEquatable<T>
{
    private readonly Dictionary<string, SectionEntries<T>> _sections = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);

    /// <summary>The sections as entries of the document.</summary>
    public SectionEntries<T> Top { get; } = new(text);

    /// <summary>
    /// Returns the entries of a section, to take them over one by one; null if it has none, or was taken over as a whole.
    /// From then on, the nodes of the section no longer move together, even if the version that is being read turns out to be invalid.
    /// </summary>
    public SectionEntries<T>? Enter(string section)
    {
        if (_kept.Contains(section) || !_sections.TryGetValue(section, out var entries))
            return null;

        _entered.Add(section);
        return entries;
    }

    /// <summary>Returns whether a section can be taken over as a whole.</summary>
    public bool CanKeep(string section) => !_entered.Contains(section);

    /// <summary>Adds a section without entries.</summary>
    /// <param name="section">Its key.</param>
    /// <param name="start">Its position.</param>
    public SectionEntries<T> Add(string section, int start) => _sections[section] = new SectionEntries<T>(text[start..]);

    /// <summary>Adds the entries of a section whose text is the same in the version before.</summary>
    public void Keep(string section, int start, DocumentEntries<T> previous)
    {
        previous._kept.Add(section);
        if (previous._sections.TryGetValue(section, out var entries))
            _sections[section] = entries.At(text[start..]);
    }

    /// <summary>Starts over, for reading another version from its beginning.</summary>
    public void Restart()
    {
        Top.Restart();
        _kept.Clear();
        foreach (var section in _sections.Values)
            section.Restart();
    }
}
