using System.Text.Json;

namespace GatewayKit.Planning.Traffic;

/// <summary>
/// Parses a line of an access log in JSON by the names of its fields, as <c>file-log</c>, <c>stdout-log</c> and <c>http-log</c> write
/// them. A member of an object has the name of the object before it: <c>request.method</c>.
/// </summary>
internal static class JsonLineParser
{
    private const int MaxDepth = 16;
    private const string RequestHeader = "request.header.";
    private const string RequestHeaders = "request.headers.";

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip };

    /// <returns>The request; null if the line is malformed.</returns>
    public static TrafficRequest? Parse(ReadOnlySpan<byte> line, TrafficOptions options, out string? error)
    {
        var fields = new JsonLineFields();
        try
        {
            var reader = new Utf8JsonReader(line, s_options);
            reader.Read();
            ReadObject(ref reader, "", fields);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            error = "The line isn't valid JSON.";
            return null;
        }

        return fields.ToRequest(options, out error);
    }

    private static void ReadObject(ref Utf8JsonReader reader, string prefix, JsonLineFields fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = prefix + reader.GetString();
            reader.Read();
            Read(ref reader, name, fields);
        }
    }

    private static void Read(ref Utf8JsonReader reader, string name, JsonLineFields fields)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, name + ".", fields);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (HeaderOf(name) is null)
                        reader.Skip();
                    else
                        Read(ref reader, name, fields);
                }

                break;
            case JsonTokenType.String:
                Set(fields, name, reader.GetString());
                break;
            case JsonTokenType.Number:
                fields.SetNumber(name, reader.TryGetInt64(out var number) ? number : null);
                break;
            case JsonTokenType.Null:
                Set(fields, name, null);
                break;
        }
    }

    private static void Set(JsonLineFields fields, string name, string? value)
    {
        if (HeaderOf(name) is { Length: > 0 } header)
            fields.SetHeader(header, value);
        else
            fields.Set(name, value);
    }

    private static string? HeaderOf(string name)
        => name.StartsWith(RequestHeader, StringComparison.OrdinalIgnoreCase) ? name[RequestHeader.Length..]
            : name.StartsWith(RequestHeaders, StringComparison.OrdinalIgnoreCase) ? name[RequestHeaders.Length..]
            : null;
}
