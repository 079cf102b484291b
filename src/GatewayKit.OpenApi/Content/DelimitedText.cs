namespace GatewayKit.OpenApi.Content;

/// <summary>Takes apart what a separator holds together, before anything in it is decoded. Null for what is malformed.</summary>
internal static class DelimitedText
{
    /// <summary>More items or members than this are malformed.</summary>
    public const int MaxItems = 1000;

    /// <summary><c>a,b</c>: items. An empty text has none.</summary>
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

    /// <summary><c>R,100,G,200</c>: names and values in turn.</summary>
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

    /// <summary><c>R=100,G=200</c>: members.</summary>
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
