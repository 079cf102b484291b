namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>Selects the format of a streamed response.</summary>
internal static class StreamFormats
{
    /// <summary>Returns the first format that the client accepts; lines if it doesn't name any.</summary>
    /// <param name="accept">The values of <c>Accept</c>, joined by commas.</param>
    public static StreamFormat Of(string accept)
    {
        foreach (var range in accept.AsSpan().Split(','))
        {
            var type = accept.AsSpan(range);
            type = (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();
            if (type.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
                return StreamFormat.Events;
            if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                return StreamFormat.Array;
            if (IsLines(type))
                return StreamFormat.Lines;
        }

        return StreamFormat.Lines;
    }

    /// <summary>Returns whether a media type without parameters is that of lines with JSON.</summary>
    public static bool IsLines(ReadOnlySpan<char> type)
        => type.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/ndjson", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/jsonl", StringComparison.OrdinalIgnoreCase);

    public static string TypeOf(StreamFormat format) => format switch
    {
        StreamFormat.Array => "application/json",
        StreamFormat.Events => "text/event-stream",
        _ => "application/x-ndjson",
    };
}
