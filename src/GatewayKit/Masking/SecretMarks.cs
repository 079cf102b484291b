using System.Globalization;
using System.Text.Json.Nodes;

namespace GatewayKit.Masking;

/// <summary>The values of a content that are secret because their writer says so, such as those of variables.</summary>
internal sealed class SecretMarks
{
    private readonly HashSet<JsonNode> _nodes = new(ReferenceEqualityComparer.Instance);

    private SecretMarks()
    {
    }

    /// <summary>Finds the values.</summary>
    /// <param name="root">The content.</param>
    /// <param name="pointers">Their JSON Pointers (RFC 6901). Those of values that don't exist have no effect.</param>
    public static SecretMarks? Of(JsonNode? root, IReadOnlyCollection<string>? pointers)
    {
        if (pointers is null or { Count: 0 })
            return null;

        var marks = new SecretMarks();
        foreach (var pointer in pointers)
        {
            if (Find(root, pointer) is { } node)
                marks._nodes.Add(node);
        }

        return marks;
    }

    /// <summary>Returns the value at a JSON Pointer; null if there is none.</summary>
    public static JsonNode? Find(JsonNode? root, string pointer)
    {
        if (pointer.Length == 0)
            return root;
        if (pointer[0] != '/')
            return null;

        var node = root;
        foreach (var part in pointer[1..].Split('/'))
        {
            node = node switch
            {
                JsonObject members => members[Unescaped(part)],
                JsonArray items when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < items.Count => items[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>Returns the JSON Pointer of a value in its document.</summary>
    public static string PointerOf(JsonNode node) => node.Parent switch
    {
        JsonObject parent => $"{PointerOf(parent)}/{Escaped(node.GetPropertyName())}",
        JsonArray parent => string.Create(CultureInfo.InvariantCulture, $"{PointerOf(parent)}/{node.GetElementIndex()}"),
        _ => "",
    };

    /// <summary>Returns a key as a part of a JSON Pointer.</summary>
    public static string Escaped(string key)
        => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Returns whether a value is secret.</summary>
    public bool Has(JsonNode node) => _nodes.Contains(node);

    private static string Unescaped(string part)
        => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
