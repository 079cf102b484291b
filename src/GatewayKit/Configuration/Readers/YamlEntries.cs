namespace GatewayKit.Configuration.Readers;

/// <summary>
/// Reuses the entries of a YAML document and of its sections that have the same text as in the version before. An entry ends where the next
/// key begins on a line of its own, so it reads the same whatever follows; entries with anchors, aliases, tags,
/// variables or errors are always read.
/// </summary>
/// <param name="text">The document.</param>
/// <param name="previous">The version before; null if there is none.</param>
internal sealed class YamlEntries(string text, DocumentEntries<char>? previous)
{
    private readonly DocumentEntries<char> _entries = new(text.AsMemory());

    /// <summary>The entries of this version.</summary>
    public DocumentEntries<char> Entries => _entries;

    /// <summary>The section that is being read, and its position.</summary>
    private (string Key, int Start)? Section { get; set; }

    /// <summary>Returns the entries of the mapping at a path: the document itself, or one of its sections;
    /// null for other mappings.</summary>
    public YamlMappingEntries? Of(NodePath path) => path.Depth switch
    {
        0 => new YamlMappingEntries(text, 0, previous?.Top, _entries.Top)
        {
            OnEnter = (start, key) => Section = start < 0 ? null : (key, start),
            CanKeep = key => previous!.CanKeep(key),
            OnKeep = (start, key) => _entries.Keep(key, start, previous!),
        },
        1 when Section is var (key, start) => new YamlMappingEntries(text, start, previous?.Enter(key), _entries.Add(key, start)),
        _ => null,
    };
}
