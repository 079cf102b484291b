namespace GatewayKit.OpenApi.Content.Xml;

/// <summary>An element or an attribute.</summary>
internal sealed class XmlNode(string name, string uri)
{
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly List<XmlNode> None = [];

    public string Name => name;

    public string Uri => uri;

    public List<XmlNode> Attributes { get; set; } = None;

    public List<XmlNode> Children { get; set; } = None;

    /// <summary>The text directly in it.</summary>
    public string Text { get; set; } = "";

    /// <summary>Whether <c>xsi:nil</c> says that there is no value (XML Schema 1.0, part 1, section 2.6.2).</summary>
    public bool IsNil => Attributes.Exists(attribute => attribute is { Name: "nil", Uri: SchemaInstance, Text: "true" or "1" });

    /// <summary>Whether this is what a schema names. A namespace counts only where the schema has one.</summary>
    public bool Is(string expected, XmlNaming naming) => name == expected && (naming.Namespace is null || naming.Namespace == uri);
}
