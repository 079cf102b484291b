using System.Text.Json;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Parses JSON (RFC 8259), and finds the names that stand twice in an object.</summary>
internal static class JsonSource
{
    /// <summary>What the text says.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="duplicate">Receives the place and the offset of each name that stood before in its object, until it returns false.</param>
    /// <exception cref="JsonException">The text can't be read.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> text, OpenApiReaderOptions options, Func<WalkedPath, long, bool> duplicate)
    {
        var depth = options.MaxDepth + 1;
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // Either it is no JSON, which throws again, or names stand twice: then all of them are wanted.
            var element = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = depth });
            HalfPairs.Check(text);
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
            reader.Read();
            FindDuplicates(ref reader, new WalkedPath(), duplicate);
            return element;
        }
    }

    private static bool FindDuplicates(ref Utf8JsonReader reader, WalkedPath path, Func<WalkedPath, long, bool> duplicate)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!isObject && reader.TokenType != JsonTokenType.StartArray)
            return true;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            if (isObject)
                path.Enter(reader.GetString()!);
            else
                path.Enter(index);
            if (isObject && !names.Add(reader.GetString()!) && !duplicate(path, reader.TokenStartIndex))
                return false;
            if (isObject)
                reader.Read();
            if (!FindDuplicates(ref reader, path, duplicate))
                return false;
            path.Leave();
        }
        return true;
    }
}
