using System.Text.Json;

namespace GatewayKit.OpenApi.Model;

/// <summary>The <c>xml</c> object of a schema (OpenAPI 3.1, section 4.8.26; <c>nodeType</c> of 3.2).</summary>
internal sealed record XmlNaming
{
    private static readonly XmlNaming s_default = new();

    /// <summary>The name that replaces the property's; <c>null</c> to use the property's name.</summary>
    public string? Name { get; private init; }

    public string? Namespace { get; private init; }

    public string? Prefix { get; private init; }

    public bool IsAttribute { get; private init; }

    /// <summary>Whether the value is the text of its parent element.</summary>
    public bool IsText { get; private init; }

    /// <summary>Whether an element wraps the items of an array.</summary>
    public bool IsWrapped { get; private init; }

    public static XmlNaming Of(JsonElement? xml) => xml is { ValueKind: JsonValueKind.Object } naming ? Read(naming) : s_default;

    private static XmlNaming Read(JsonElement xml)
    {
        var nodeType = Text(xml, "nodeType");
        return new XmlNaming
        {
            Name = Text(xml, "name"),
            Namespace = Text(xml, "namespace"),
            Prefix = Text(xml, "prefix"),
            IsAttribute = nodeType == "attribute" || IsTrue(xml, "attribute"),
            IsText = nodeType is "text" or "cdata",
            IsWrapped = nodeType == "element" || IsTrue(xml, "wrapped"),
        };
    }

    private static string? Text(JsonElement xml, string name)
        => xml.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static bool IsTrue(JsonElement xml, string name)
        => xml.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
