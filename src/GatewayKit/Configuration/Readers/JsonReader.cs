using System.Text;
using System.Text.Json;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>Reads one JSON document (RFC 8259) in which comments and trailing commas are allowed.</summary>
internal sealed class JsonReader(NodeReading reading, ReadOnlyMemory<byte> utf8)
{
    private int _seen;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The number of bytes that were decoded for locations: at most the length of the document, however its lines are broken.</summary>
    public long Decoded { get; private set; }

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
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var keyLocation = LocationOf(reader.TokenStartIndex);
            var key = Text(ref reader, keyLocation);
            reader.Read();
            reading.Path.Enter(key);
            reading.Add(mapping, key, ReadValue(ref reader), keyLocation);
            reading.Path.Leave();
        }

        return mapping;
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

        return new ConfigSequence(location, items);
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

    private static ConfigSyntaxException Invalid(string reason, ConfigLocation location) => new("", $"The document isn't valid JSON: {DisplayText.Name(reason)}.", location);

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
