using System.Text;
using System.Text.Json;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>Reads one JSON document (RFC 8259) in which comments and trailing commas are allowed.</summary>
/// <param name="reading">The state of the reading.</param>
/// <param name="utf8">The document.</param>
/// <param name="previous">The entries of the version before, which don't have to be read again; null if there are none.</param>
/// <param name="entries">Collects the entries of this version; null to read everything.</param>
internal sealed class JsonReader(
    NodeReading reading, ReadOnlyMemory<byte> utf8, DocumentEntries<byte>? previous = null, DocumentEntries<byte>? entries = null)
{
    /// <summary>The section that is being read.</summary>
    private (string Key, int Start)? _section;

    private int _seen;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The number of bytes that were decoded for locations: at most the length of the document,
    /// however its lines are broken.</summary>
    public long Decoded { get; private set; }

    /// <summary>The entries of this version.</summary>
    public DocumentEntries<byte>? Entries => entries;

    /// <exception cref="ConfigSyntaxException">The document can't be read, or isn't valid JSON.</exception>
    public ConfigNode Read()
    {
        try
        {
            return ReadDocument();
        }
        catch (JsonException error)
        {
            var reason = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw Invalid(reason, LocationOf((int)(error.LineNumber ?? 0), (int)(error.BytePositionInLine ?? 0)));
        }
    }

    private ConfigNode ReadDocument()
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = 2 * NodeReading.MaximumDepth,
        });

        reader.Read();
        var root = ReadValue(ref reader);
        reader.Read();
        return root;
    }

    private ConfigNode ReadValue(ref Utf8JsonReader reader)
    {
        var location = LocationOf(reader.TokenStartIndex);
        reading.Count(location);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, location),
            JsonTokenType.StartArray => ReadArray(ref reader, location),
            JsonTokenType.String => reading.Scalar(location, Text(ref reader, location), ScalarStyle.Text),
            JsonTokenType.Null => new ConfigNull(location),
            _ => reading.Scalar(location, Encoding.UTF8.GetString(reader.ValueSpan), ScalarStyle.Plain),
        };
    }

    private ConfigMapping ReadObject(ref Utf8JsonReader reader, ConfigLocation location)
    {
        var mapping = new ConfigMapping(location);
        var (known, own, offset) = EntriesHere();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var keyLocation = LocationOf(reader.TokenStartIndex);
            var key = reading.Shared(Text(ref reader, keyLocation));
            reader.Read();
            reading.Path.Enter(key);
            var value = own is null || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)
                ? ReadValue(ref reader)
                : ReadEntry(ref reader, key, known, own, offset);
            reading.Add(mapping, key, value, keyLocation);
            reading.Path.Leave();
        }

        mapping.Trim();
        return mapping;
    }

    /// <summary>Returns the entries of the mapping that begins here: the document itself, or one of its sections;
    /// none for other mappings.</summary>
    private (SectionEntries<byte>? Known, SectionEntries<byte>? Own, int Offset) EntriesHere() => reading.Path.Depth switch
    {
        0 => (previous?.Top, entries?.Top, 0),
        1 when entries is not null && _section is var (key, start) => (previous?.Enter(key), entries.Add(key, start), start),
        _ => default,
    };

    /// <summary>
    /// Reads an object or an array, unless the version before has it with the same text.
    /// It ends with its bracket, so it reads the same whatever follows.
    /// </summary>
    private ConfigNode ReadEntry(ref Utf8JsonReader reader, string key, SectionEntries<byte>? known, SectionEntries<byte> own, int offset)
    {
        var start = (int)reader.TokenStartIndex;
        var location = LocationOf(start);
        var isSection = reading.Path.Depth == 1;
        if (known?.Next(utf8.Span[start..]) is { } same && same.Key == key && (!isSection || previous!.CanKeep(key)))
        {
            reader.Skip();
            reading.Count(location, same.Nodes);
            known.Pass(key);
            own.Add(same with { Start = start - offset });
            if (isSection)
                entries!.Keep(key, start, previous!);
            return same.At(location);
        }

        if (isSection)
            _section = (key, start);
        var (troubles, nodes) = (reading.Troubles, reading.Nodes);
        var value = ReadValue(ref reader);
        known?.Pass(key);
        if (troubles == reading.Troubles)
            own.Add(new DocumentEntry(
                key, start - offset, (int)reader.BytesConsumed - start, 0, location.Column, value, 0, 0, reading.Nodes - nodes, 0));
        return value;
    }

    private ConfigSequence ReadArray(ref Utf8JsonReader reader, ConfigLocation location)
    {
        var items = new List<ConfigNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reading.Path.Enter(items.Count);
            items.Add(ReadValue(ref reader));
            reading.Path.Leave();
        }

        return new ConfigSequence(location, items.ToArray());
    }

    private static string Text(ref Utf8JsonReader reader, ConfigLocation location)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The exception with which the reader rejects \ud800 by itself.
            throw Invalid("The text has an escape that is half of a surrogate pair", location);
        }
    }

    private static ConfigSyntaxException Invalid(string reason, ConfigLocation location)
        => new("", $"The document isn't valid JSON: {DisplayText.Name(reason)}.", location);

    // From a line and a byte in it, both from 0: the reader counts bytes, but locations count characters.
    private ConfigLocation LocationOf(int line, int bytes)
    {
        var rest = utf8.Span;
        for (var i = 0; i < line && rest.IndexOf((byte)'\n') is >= 0 and var end; i++)
            rest = rest[(end + 1)..];

        return new ConfigLocation(reading.Source, line + 1, Encoding.UTF8.GetCharCount(rest[..Math.Min(bytes, rest.Length)]) + 1);
    }

    // Tokens come in order, so every byte is read once, however long its line is.
    private ConfigLocation LocationOf(long index)
    {
        var passed = utf8.Span[_seen..(int)index];
        if (passed.LastIndexOf((byte)'\n') is >= 0 and var end)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(end + 1)..];
        }

        _column += Encoding.UTF8.GetCharCount(passed);
        Decoded += passed.Length;
        _seen = (int)index;
        return new ConfigLocation(reading.Source, _line, _column);
    }
}
