using System.Text.Json;

namespace GatewayKit.OpenApi.Content.Xml;

/// <summary>What a schema's <c>xml</c> object says (OpenAPI 3.1, section 4.8.26; <c>nodeType</c> of 3.2).</summary>
internal sealed record XmlNaming
{
    private static readonly XmlNaming Default = new();

    /// <summary>The name instead of the property's; null for the property's.</summary>
    public string? Name { get; private init; }

    public string? Namespace { get; private init; }

    public string? Prefix { get; private init; }

    public bool IsAttribute { get; private init; }

    /// <summary>Whether the value is the text of its parent.</summary>
    public bool IsText { get; private init; }

    /// <summary>Whether an array has an element around its items.</summary>
    public bool IsWrapped { get; private init; }

    /// <summary>The first <c>xml</c> object among schemas that are applied together.</summary>
    public static XmlNaming Of(IReadOnlyList<OpenApiSchema> parts)
    {
        foreach (var part in parts)
        {
            if (part.Json.TryGetProperty("xml", out var xml) && xml.ValueKind == JsonValueKind.Object)
                return Read(xml);
        }
        return Default;
    }

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
        => xml.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static bool IsTrue(JsonElement xml, string name) => xml.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
