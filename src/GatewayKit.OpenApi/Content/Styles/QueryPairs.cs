namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Splits a query or a form into pairs. Empty pairs are ignored.</summary>
internal static class QueryPairs
{
    /// <summary>The maximum number of pairs; more are malformed.</summary>
    public const int MaxPairs = 1000;

    /// <summary>Reads all pairs. Returns <c>false</c> if a name is malformed or there are too many; the valid pairs are still
    /// available.</summary>
    public static bool TryRead(ReadOnlyMemory<char> text, char separator, TextDecoding decoding, out List<QueryPair> pairs)
    {
        pairs = [];
        var valid = true;
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf(separator);
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (pair.IsEmpty)
                continue;
            if (pairs.Count == MaxPairs)
                return false;
            var equals = pair.Span.IndexOf('=');
            if (TryDecodeName(equals < 0 ? pair : pair[..equals], decoding, out var name))
                pairs.Add(new QueryPair(name, equals < 0 ? default : pair[(equals + 1)..], equals >= 0));
            else
                valid = false;
        }
        return valid;
    }

    /// <summary>Decodes a name. A name that doesn't need decoding, like almost all, isn't copied.</summary>
    private static bool TryDecodeName(ReadOnlyMemory<char> raw, TextDecoding decoding, out ReadOnlyMemory<char> name)
    {
        name = raw;
        if (!raw.Span.ContainsAny('%', '+') && System.Text.Ascii.IsValid(raw.Span))
            return true;
        var decoded = decoding.Decode(raw.Span);
        name = decoded.AsMemory();
        return decoded is not null;
    }
}
