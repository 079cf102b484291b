using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>A JSON Pointer (RFC 6901) of a patch.</summary>
internal sealed class PatchPath
{
    private readonly string[] _tokens;

    private PatchPath(string[] tokens) => _tokens = tokens;

    public bool IsRoot => _tokens.Length == 0;

    public int Depth => _tokens.Length;

    public string Last => _tokens[^1];

    public static PatchPath? Parse(string text)
    {
        if (text.Length == 0)
            return new PatchPath([]);
        if (text[0] != '/')
            return null;
        var tokens = text[1..].Split('/');
        return tokens.Length <= JsonTree.MaxDepth && tokens.All(IsEscaped) ? new PatchPath([.. tokens.Select(JsonPointer.Unescape)]) : null;
    }

    public bool IsAbove(PatchPath other)
        => _tokens.Length < other._tokens.Length && _tokens.AsSpan().SequenceEqual(other._tokens.AsSpan(0, _tokens.Length));

    /// <summary>Returns the object or array that the last token applies to; <c>null</c> if it doesn't exist.</summary>
    public JsonNode? Parent(JsonNode? root) => Follow(root, _tokens.AsSpan(0, _tokens.Length - 1), out var parent) ? parent : null;

    public bool TryGet(JsonNode? root, out JsonNode? value) => Follow(root, _tokens, out value);

    /// <summary>Reads an array index as defined in section 4: digits without leading zeros.</summary>
    public static bool TryIndex(string token, int count, out int index)
        => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && index < count
            && (token.Length == 1 || token[0] != '0');

    private static bool Follow(JsonNode? node, ReadOnlySpan<string> tokens, out JsonNode? value)
    {
        value = node;
        foreach (var token in tokens)
        {
            if (value is JsonObject members && members.TryGetPropertyValue(token, out value))
                continue;
            if (value is not JsonArray items || !TryIndex(token, items.Count, out var index))
                return false;
            value = items[index];
        }
        return true;
    }

    private static bool IsEscaped(string token)
    {
        for (var at = token.IndexOf('~', StringComparison.Ordinal); at >= 0; at = token.IndexOf('~', at + 1))
        {
            if (at + 1 == token.Length || token[at + 1] is not ('0' or '1'))
                return false;
        }
        return true;
    }
}
