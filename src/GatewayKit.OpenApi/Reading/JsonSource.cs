using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Parses JSON (RFC 8259), and finds the names that stand twice in an object.</summary>
internal static class JsonSource
{
    /// <summary>What the text says.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="duplicate">Receives the pointer and the offset of each name that stood before in its object.</param>
    /// <exception cref="JsonException">The text can't be read.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> text, OpenApiReaderOptions options, Action<string, long> duplicate)
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
            FindDuplicates(text, depth, duplicate);
            return element;
        }
    }

    private static void FindDuplicates(ReadOnlySpan<byte> text, int depth, Action<string, long> duplicate)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
        reader.Read();
        Visit(ref reader, "", duplicate);
    }

    private static void Visit(ref Utf8JsonReader reader, string pointer, Action<string, long> duplicate)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                Visit(ref reader, $"{pointer}/{index}", duplicate);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                var place = $"{pointer}/{JsonPointer.Escape(name)}";
                if (!names.Add(name))
                    duplicate(place, reader.TokenStartIndex);
                reader.Read();
                Visit(ref reader, place, duplicate);
            }
        }
    }
}
