using System.Buffers;
using System.Text.Json;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Parses JSON (RFC 8259), and finds duplicate names in objects.</summary>
internal static class JsonSource
{
    private static readonly SearchValues<byte> s_breaks = SearchValues.Create(" \t\r\n\""u8);
    private static readonly SearchValues<byte> s_ends = SearchValues.Create("{}[],:\""u8);

    /// <summary>Parses the text.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="options">The limits.</param>
    /// <param name="duplicate">Receives the location and offset of each repeated name.</param>
    /// <exception cref="JsonException">The text isn't valid JSON.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> text, OpenApiReaderOptions options, Action<PathTrail, long> duplicate)
    {
        var depth = options.MaxDepth + 1;
        try
        {
            return JsonElement.Parse(WithoutSpace(text), new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // Either the text isn't JSON, which throws again, or it has duplicate names: then find all of them.
            var element = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = depth });
            LoneSurrogates.Check(text);
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
            reader.Read();
            FindDuplicates(ref reader, new PathTrail(), duplicate);
            return element;
        }
    }

    /// <summary>
    /// Returns the text without white space between its tokens, which is half of a large document and would stay in memory. Some white
    /// space is kept where two tokens would become one, so that invalid JSON stays invalid.
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

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> text)
        => text.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var start ? text[start..] : default;

    /// <summary>Returns a string up to its end, or the text before the next string or white space.</summary>
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

    private static void FindDuplicates(ref Utf8JsonReader reader, PathTrail path, Action<PathTrail, long> duplicate)
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
