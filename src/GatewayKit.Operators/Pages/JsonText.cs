using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Operators.Pages;

/// <summary>Writes JSON for readers. Pages encode it.</summary>
internal static class JsonText
{
    private const int Longest = 100_000;

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns a node with indents. The end of a long one is left out.</summary>
    public static string Of(object node) => Cut(((JsonNode)node).ToJsonString(s_indented));

    /// <summary>Returns a node with indents, for a field.</summary>
    public static string Whole(JsonNode node) => node.ToJsonString(s_indented).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Returns a node on one line; a text without quotes.</summary>
    public static string Line(JsonNode? node)
        => node is null ? "" : Cut(node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString(s_line));

    private static string Cut(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "...");
}
