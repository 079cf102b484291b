using System.Text;
using System.Text.Json;

namespace GatewayKit.Configuration;

/// <summary>Reads one JSON document (RFC 8259) in which comments and trailing commas are allowed.</summary>
internal sealed class JsonReader(NodeReading reading, ReadOnlyMemory<byte> utf8)
{
    private int _seen;
    private int _line = 1;
    private int _lineStart;

    /// <exception cref="ConfigSyntaxException">The document can't be read.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public ConfigNode Read()
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
        var place = Place(reader.TokenStartIndex);
        reading.Count(place);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, place),
            JsonTokenType.StartArray => ReadArray(ref reader, place),
            JsonTokenType.String => reading.Scalar(place, reader.GetString()!, ScalarStyle.Text),
            JsonTokenType.Null => new ConfigNull(place),
            _ => reading.Scalar(place, Encoding.UTF8.GetString(reader.ValueSpan), ScalarStyle.Plain),
        };
    }

    private ConfigMapping ReadObject(ref Utf8JsonReader reader, ConfigPlace place)
    {
        var mapping = new ConfigMapping(place);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            var keyPlace = Place(reader.TokenStartIndex);
            reader.Read();
            reading.Path.Enter(key);
            reading.Add(mapping, key, ReadValue(ref reader), keyPlace);
            reading.Path.Leave();
        }

        return mapping;
    }

    private ConfigSequence ReadArray(ref Utf8JsonReader reader, ConfigPlace place)
    {
        var items = new List<ConfigNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reading.Path.Enter(items.Count);
            items.Add(ReadValue(ref reader));
            reading.Path.Leave();
        }

        return new ConfigSequence(place, items);
    }

    // Tokens come in order, so that every byte is looked at once.
    private ConfigPlace Place(long index)
    {
        var bytes = utf8.Span;
        for (; _seen < index; _seen++)
        {
            if (bytes[_seen] == '\n')
                (_line, _lineStart) = (_line + 1, _seen + 1);
        }

        return new ConfigPlace(reading.Source, _line, Encoding.UTF8.GetCharCount(bytes[_lineStart..(int)index]) + 1);
    }
}
