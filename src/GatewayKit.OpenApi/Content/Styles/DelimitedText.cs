namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Splits delimited text before its parts are decoded. Returns <c>null</c> for malformed text.</summary>
internal static class DelimitedText
{
    /// <summary>The maximum number of items or members; more are malformed.</summary>
    public const int MaxItems = 1000;

    /// <summary>Reads items: <c>a,b</c>. An empty text doesn't have items.</summary>
    public static TextNode? Items(ReadOnlySpan<char> raw, char separator, TextDecoding decoding)
    {
        var array = TextNode.Array();
        return raw.IsEmpty || AddItems(array, raw, separator, decoding) ? array : null;
    }

    public static bool AddItems(TextNode array, ReadOnlySpan<char> raw, char separator, TextDecoding decoding)
    {
        foreach (var range in raw.Split(separator))
        {
            if (array.Items!.Count == MaxItems || decoding.Decode(raw[range]) is not { } text)
                return false;
            array.Items.Add(TextNode.Of(text));
        }
        return true;
    }

    /// <summary>Reads alternating names and values: <c>R,100,G,200</c>.</summary>
    public static TextNode? Pairs(ReadOnlySpan<char> raw, char separator, TextDecoding decoding)
    {
        var members = TextNode.Object();
        string? name = null;
        foreach (var range in raw.IsEmpty ? default : raw.Split(separator))
        {
            if (members.Members!.Count == MaxItems || decoding.Decode(raw[range]) is not { } text)
                return null;
            if (name is null)
            {
                name = text;
                continue;
            }
            members.Add(name, TextNode.Of(text));
            name = null;
        }
        return name is null ? members : null;
    }

    /// <summary>Reads members: <c>R=100,G=200</c>.</summary>
    public static TextNode? Assignments(ReadOnlySpan<char> raw, char separator, TextDecoding decoding)
    {
        var members = TextNode.Object();
        foreach (var range in raw.IsEmpty ? default : raw.Split(separator))
        {
            var assignment = raw[range];
            var equals = assignment.IndexOf('=');
            if (equals < 0 || members.Members!.Count == MaxItems)
                return null;
            if (decoding.Decode(assignment[..equals]) is not { } name || decoding.Decode(assignment[(equals + 1)..]) is not { } text)
                return null;
            members.Add(name, TextNode.Of(text));
        }
        return members;
    }
}
