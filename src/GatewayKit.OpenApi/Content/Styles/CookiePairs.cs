namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Splits a <c>Cookie</c> field into pairs (RFC 6265, sections 4.2.1 and 5.4). White space around names and values and quotes
/// around values are removed.</summary>
internal static class CookiePairs
{
    public static List<QueryPair> Read(string? field)
    {
        var pairs = new List<QueryPair>();
        var text = field.AsMemory();
        while (!text.IsEmpty && pairs.Count < QueryPairs.MaxPairs)
        {
            var end = text.Span.IndexOf(';');
            var pair = (end < 0 ? text : text[..end]).Trim();
            text = end < 0 ? default : text[(end + 1)..];
            var equals = pair.Span.IndexOf('=');
            if (equals > 0)
                pairs.Add(new QueryPair(pair[..equals].Trim(), Unquoted(pair[(equals + 1)..].Trim()), HasValue: true));
        }
        return pairs;
    }

    private static ReadOnlyMemory<char> Unquoted(ReadOnlyMemory<char> value) => value.Span is ['"', .., '"'] ? value[1..^1] : value;
}
