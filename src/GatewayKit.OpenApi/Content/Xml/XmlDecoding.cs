using System.Text.Json;
using System.Xml;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Xml;

/// <summary>Converts XML nodes to the data that a schema describes, according to its <c>xml</c> objects.</summary>
internal static class XmlDecoding
{
    private static readonly JsonElement s_null = JsonElement.Parse("null");

    public static TextNode Read(XmlNode node, SchemaSurface shape)
    {
        if (node.IsNil)
            return TextNode.Of(s_null);
        if (shape is { IsArray: true, IsObject: false, IsScalar: false })
            return Items(node.Children, shape.Items);
        if (node.Children.Count > 0 || shape is { IsObject: true, IsScalar: false } || HasAttributes(node))
            return ReadObject(node, shape);
        return TextNode.Of(node.Text);
    }

    private static TextNode ReadObject(XmlNode node, SchemaSurface shape)
    {
        var members = TextNode.Object();
        var taken = new HashSet<XmlNode>();
        foreach (var name in shape.Properties.Keys)
        {
            if (Member(node, XmlConvert.EncodeLocalName(name), shape.Property(name), taken) is { } member)
                members.Add(name, member);
        }
        foreach (var other in node.Attributes.Concat(node.Children))
        {
            var name = XmlConvert.DecodeName(other.Name);
            if (!taken.Contains(other) && other.Uri != XmlNode.SchemaInstance)
                members.Add(name, Read(other, shape.Additional));
        }
        return members;
    }

    /// <summary>Returns the value of a property, and removes the nodes that it is read from; <c>null</c> if it is missing.</summary>
    private static TextNode? Member(XmlNode node, string name, SchemaSurface shape, HashSet<XmlNode> taken)
    {
        var naming = shape.Xml;
        if (naming.IsText)
            return TextNode.Of(node.Text);
        if (naming.IsAttribute)
            return Take(node.Attributes, naming.Name ?? name, naming, taken) is [var attribute, ..] ? TextNode.Of(attribute.Text) : null;
        if (shape is { IsArray: true, IsObject: false } && !naming.IsWrapped)
        {
            var items = Take(node.Children, shape.Items.Xml.Name ?? name, shape.Items.Xml, taken);
            return items.Count == 0 ? null : Items(items, shape.Items);
        }
        return Take(node.Children, naming.Name ?? name, naming, taken) switch
        {
            [] => null,
            [var child] => Read(child, shape),
            var several => Items(several, shape),
        };
    }

    private static TextNode Items(List<XmlNode> nodes, SchemaSurface shape)
    {
        var array = TextNode.Array();
        foreach (var node in nodes)
            array.Items!.Add(Read(node, shape));
        return array;
    }

    private static List<XmlNode> Take(List<XmlNode> nodes, string name, XmlNaming naming, HashSet<XmlNode> taken)
    {
        var found = nodes.FindAll(node => node.Is(name, naming));
        taken.UnionWith(found);
        return found;
    }

    private static bool HasAttributes(XmlNode node) => node.Attributes.Exists(attribute => attribute.Uri != XmlNode.SchemaInstance);
}
