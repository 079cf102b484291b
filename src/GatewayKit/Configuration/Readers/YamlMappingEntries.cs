using GatewayKit.Configuration.Nodes;
using GatewayKit.Yaml;

namespace GatewayKit.Configuration.Readers;

/// <summary>The entries of one mapping: those of the version before, and those of this version.</summary>
/// <param name="text">The document.</param>
/// <param name="offset">The position of the mapping.</param>
/// <param name="previous">The entries of the version before; null if there are none.</param>
/// <param name="own">The entries of this version.</param>
internal sealed class YamlMappingEntries(string text, int offset, SectionEntries<char>? previous, SectionEntries<char> own)
{
    /// <summary>The number of entries of the version before: a new version has about as many.</summary>
    public int Expected => previous?.Count ?? 0;

    public Action<int, string>? OnEnter { get; init; }

    public Func<string, bool>? CanKeep { get; init; }

    public Action<int, string>? OnKeep { get; init; }

    /// <summary>Returns the beginning of the next entry; the position is -1 if it isn't one that can be taken over.</summary>
    public static (int Position, ConfigLocation Location) Start(YamlParser parser, string source)
    {
        var position = parser.FindKey(isEntry: true);
        return position < 0 ? (-1, default) : (position, new ConfigLocation(source, parser.Line, parser.Column));
    }

    /// <summary>Returns the next entry of the version before, if the text continues with it, and skips it.</summary>
    public DocumentEntry? TryKeep((int Position, ConfigLocation Location) start, YamlParser parser)
    {
        if (start.Position < 0 || previous?.Next(text.AsSpan(start.Position)) is not { } entry || entry.Column != start.Location.Column
            || CanKeep?.Invoke(entry.Key) == false)
            return null;

        // The text of an entry at the end of the document isn't followed by a key.
        var end = start.Position + entry.Length;
        if (end == text.Length != (entry.Start + entry.Length == previous.Text.Length)
            || (end < text.Length && !YamlParser.IsKeyStart(text[end])))
            return null;

        parser.Skip(entry.Length, entry.Lines);
        OnKeep?.Invoke(start.Position, entry.Key);
        previous.Pass(entry.Key);
        own.Add(entry.Start == start.Position - offset ? entry : entry with { Start = start.Position - offset });
        return entry;
    }

    public void Enter((int Position, ConfigLocation Location) start, string key) => OnEnter?.Invoke(start.Position, key);

    /// <summary>Adds an entry that was read.</summary>
    public void Leave((int Position, ConfigLocation Location) start, string key, Subtree value, YamlParser parser, bool isIndependent)
    {
        previous?.Pass(key);
        if (!isIndependent || start.Position < 0 || parser.FindKey(isEntry: false) is not (>= 0 and var end))
            return;

        var (length, lines) = (end - start.Position, parser.Line - start.Location.Line);
        if (text.AsSpan(start.Position, length).Count('\n') != lines)
            return;

        var location = value.Node.Location;
        own.Add(new DocumentEntry(
            key, start.Position - offset,
            length, lines, start.Location.Column, value.Node, location.Line - start.Location.Line, location.Column - start.Location.Column,
            value.Nodes, value.Height));
    }
}
