using System.Globalization;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>The style <c>deepObject</c>: <c>name[key]=value</c>. Beyond what OpenAPI defines, it supports nested keys and items,
/// <c>name[list][]=a</c> or <c>name[list][0]=a</c>, as clients write them.</summary>
internal static class DeepObjectText
{
    /// <summary>The maximum number of nested keys; more are malformed.</summary>
    private const int MaxDepth = 8;

    /// <summary>Whether a pair belongs to a parameter.</summary>
    public static bool Has(QueryPair pair, string name)
        => pair.Name.Length > name.Length + 1
            && pair.Name.Span.StartsWith(name)
            && pair.Name.Span[name.Length] == '['
            && pair.Name.Span[^1] == ']';

    /// <summary>Reads all pairs of a parameter; <c>null</c> if it doesn't have any.</summary>
    public static TextNode? Read(List<QueryPair> pairs, string name, SchemaSurface shape, out bool malformed)
    {
        TextNode? root = null;
        malformed = false;
        foreach (var pair in pairs)
        {
            if (!Has(pair, name))
                continue;
            root ??= shape is { IsArray: true, IsObject: false } ? TextNode.Array() : TextNode.Object();
            if (Keys(pair.Name.Span[name.Length..]) is not { } keys
                || TextDecoding.Form.Decode(pair.Value.Span) is not { } text
                || !Put(root, keys, TextNode.Of(text), shape))
                malformed = true;
        }
        return root;
    }

    /// <summary>Reads the keys of <c>[a][b]</c>; <c>null</c> if they are malformed.</summary>
    private static List<string>? Keys(ReadOnlySpan<char> path)
    {
        var keys = new List<string>();
        while (!path.IsEmpty)
        {
            var end = path.IndexOf(']');
            if (path[0] != '[' || end < 0 || keys.Count == MaxDepth)
                return null;
            keys.Add(path[1..end].ToString());
            path = path[(end + 1)..];
        }
        return keys;
    }

    private static bool Put(TextNode root, List<string> keys, TextNode value, SchemaSurface shape)
    {
        var node = root;
        for (var i = 0; i < keys.Count; i++)
        {
            var next = i + 1 == keys.Count ? value : null;
            if ((node.Items?.Count ?? node.Members?.Count ?? DelimitedText.MaxItems) >= DelimitedText.MaxItems)
                return false;
            if (node.Items is not null)
            {
                shape = shape.Items;
                next = Item(node, keys[i], next ?? Container(shape, keys[i + 1]));
            }
            else
            {
                shape = shape.Property(keys[i]);
                next = Member(node, keys[i], next, shape, i + 1 == keys.Count ? "" : keys[i + 1]);
            }
            if (next is null)
                return false;
            node = next;
        }
        return true;
    }

    /// <summary>Finds an item by its index, which must exist or be the next one. Without an index, adds the next item.</summary>
    private static TextNode? Item(TextNode array, string key, TextNode next)
    {
        var index = array.Items!.Count;
        if (key.Length > 0 && !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index))
            return null;
        if (index > array.Items.Count)
            return null;
        if (index < array.Items.Count)
            return next.Text is null ? array.Items[index] : null;
        array.Items.Add(next);
        return next;
    }

    private static TextNode? Member(TextNode parent, string key, TextNode? value, SchemaSurface shape, string nextKey)
    {
        if (value is not null)
        {
            parent.Add(key, value);
            return value;
        }
        if (parent.Find(key) is { } known)
            return known.Text is null ? known : null;
        var added = Container(shape, nextKey);
        parent.Add(key, added);
        return added;
    }

    private static TextNode Container(SchemaSurface shape, string nextKey)
        => shape is { IsArray: true, IsObject: false } || (shape.IsUnknown && (nextKey.Length == 0 || nextKey == "0"))
            ? TextNode.Array()
            : TextNode.Object();
}
