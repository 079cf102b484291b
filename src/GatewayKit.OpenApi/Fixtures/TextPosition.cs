using System.Globalization;
using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>Finds the line and column of a value in JSON text. Used only to report errors.</summary>
internal static class TextPosition
{
    /// <summary>Returns the position of the value that a JSON Pointer refers to, or of its last existing ancestor.</summary>
    public static (int Line, int Column) Find(ReadOnlySpan<byte> utf8, string pointer)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = FixtureReader.MaxDepth,
        });
        json.Read();
        var offset = json.TokenStartIndex;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            if (!Step(ref json, JsonPointer.Unescape(token)))
                break;
            offset = json.TokenStartIndex;
        }
        return Of(utf8, offset);
    }

    /// <summary>Converts an offset in bytes to line and column, both from 1.</summary>
    public static (int Line, int Column) Of(ReadOnlySpan<byte> utf8, long offset)
    {
        var before = utf8[..(int)Math.Min(offset, utf8.Length)];
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line) + 1);
    }

    private static bool Step(ref Utf8JsonReader json, string token)
    {
        var index = int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var isList = json.TokenType == JsonTokenType.StartArray;
        if (!isList && json.TokenType != JsonTokenType.StartObject)
            return false;

        for (var i = 0; json.Read() && json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); i++)
        {
            var isIt = isList ? i == index : json.ValueTextEquals(token);
            if (!isList)
                json.Read();
            if (isIt)
                return true;
            json.Skip();
        }
        return false;
    }
}
