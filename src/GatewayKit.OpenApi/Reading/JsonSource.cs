using System.Buffers;
using System.Text.Json;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Parses JSON (RFC 8259), and finds the names that stand twice in an object.</summary>
internal static class JsonSource
{
    private static readonly SearchValues<byte> s_breaks = SearchValues.Create(" \t\r\n\""u8);
    private static readonly SearchValues<byte> s_ends = SearchValues.Create("{}[],:\""u8);

    /// <summary>What the text says.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="duplicate">Receives the place and the offset of each name that stood before in its object.</param>
    /// <exception cref="JsonException">The text can't be read.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> text, OpenApiReaderOptions options, Action<WalkedPath, long> duplicate)
    {
        var depth = options.MaxDepth + 1;
        try
        {
            return JsonElement.Parse(WithoutSpace(text), new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // Either it isn't JSON, which throws again, or names stand twice: then all of them are wanted.
            var element = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = depth });
            HalfPairs.Check(text);
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
            reader.Read();
            FindDuplicates(ref reader, new WalkedPath(), duplicate);
            return element;
        }
    }

    /// <summary>
    /// The text without the space between its tokens, which is half of a large document and would be kept with the rest. Some is left where two
    /// tokens would become one, so that what is no JSON stays none.
    /// </summary>
    private static ReadOnlySpan<byte> WithoutSpace(ReadOnlySpan<byte> text)
    {
        var result = new byte[text.Length];
        var length = 0;
        for (text = SkipSpace(text); !text.IsEmpty;)
        {
            var part = text[..PartLength(text)];
            part.CopyTo(result.AsSpan(length));
            length += part.Length;
            var rest = SkipSpace(text[part.Length..]);
            if (part.Length + rest.Length < text.Length && !rest.IsEmpty && !s_ends.Contains(part[^1]) && !s_ends.Contains(rest[0]))
                result[length++] = (byte)' ';
            text = rest;
        }
        return result.AsSpan(0, length);
    }

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var start ? text[start..] : default;

    /// <summary>A string to its end, or what stands before the next string or space.</summary>
    private static int PartLength(ReadOnlySpan<byte> text)
    {
        if (text[0] != '"')
            return text.IndexOfAny(s_breaks) is >= 0 and var length ? length : text.Length;
        for (var i = 1; i < text.Length; i += 2)
        {
            var next = text[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
                break;
            i += next;
            if (text[i] == '"')
                return i + 1;
        }
        return text.Length;
    }

    private static void FindDuplicates(ref Utf8JsonReader reader, WalkedPath path, Action<WalkedPath, long> duplicate)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!isObject && reader.TokenType != JsonTokenType.StartArray)
            return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            if (isObject)
                path.Enter(reader.GetString()!);
            else
                path.Enter(index);
            if (isObject && !names.Add(reader.GetString()!))
                duplicate(path, reader.TokenStartIndex);
            if (isObject)
                reader.Read();
            FindDuplicates(ref reader, path, duplicate);
            path.Leave();
        }
    }
}
