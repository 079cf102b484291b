using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Xml;

/// <summary>An element or an attribute.</summary>
internal sealed class XmlNode(string name, string uri)
{
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly List<XmlNode> s_none = [];

    public string Name => name;

    public string Uri => uri;

    public List<XmlNode> Attributes { get; set; } = s_none;

    public List<XmlNode> Children { get; set; } = s_none;

    /// <summary>The text of the node itself, without that of its children.</summary>
    public string Text { get; set; } = "";

    /// <summary>Whether <c>xsi:nil</c> marks the value as missing (XML Schema 1.0, part 1, section 2.6.2).</summary>
    public bool IsNil => Attributes.Exists(attribute => attribute is { Name: "nil", Uri: SchemaInstance, Text: "true" or "1" });

    /// <summary>Whether the node has the name that a schema declares. The namespace is compared only if the schema declares one.</summary>
    public bool Is(string expected, XmlNaming naming) => name == expected && (naming.Namespace is null || naming.Namespace == uri);
}
