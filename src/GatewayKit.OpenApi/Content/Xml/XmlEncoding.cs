using System.Text;
using System.Text.Json;
using System.Xml;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Xml;

/// <summary>Writes data as XML according to the schema's <c>xml</c> objects. The default name of the root is <c>xml</c>. An array at the
/// root always has a wrapping element.</summary>
internal static class XmlEncoding
{
    private const string Root = "xml";
    private const string Item = "item";

    /// <summary>Writes the body; <c>null</c> if XML can't represent the data, such as control characters.</summary>
    public static byte[]? Write(JsonElement value, SchemaSurface shape)
    {
        // An example may be XML already.
        if (value.ValueKind == JsonValueKind.String && Text(value) is var text && text.AsSpan().TrimStart().StartsWith('<'))
            return Encoding.UTF8.GetBytes(text);
        using var stream = new MemoryStream();
        try
        {
            using (var writer = XmlWriter.Create(stream,
                new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
                WriteElement(writer, Root, value, shape, "");
        }
        catch (Exception e) when (e is ArgumentException or XmlException or InvalidOperationException)
        {
            return null;
        }
        return stream.ToArray();
    }

    private static void WriteElement(XmlWriter writer, string name, JsonElement value, SchemaSurface shape, string inherited)
    {
        var naming = shape.Xml;
        Start(writer, naming.Name ?? name, naming, ref inherited);
        if (value.ValueKind == JsonValueKind.Object)
        {
            WriteMembers(writer, value, shape, inherited);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                WriteElement(writer,
                    naming.Name is { } own && naming.IsWrapped ? own : name == Root ? Item : name, item, shape.Items, inherited);
        }
        else if (value.ValueKind == JsonValueKind.Null)
        {
            writer.WriteAttributeString("xsi", "nil", XmlNode.SchemaInstance, "true");
        }
        else
        {
            writer.WriteString(Text(value));
        }
        writer.WriteFullEndElement();
    }

    /// <summary>Writes attributes first, because they belong to the start tag.</summary>
    private static void WriteMembers(XmlWriter writer, JsonElement value, SchemaSurface shape, string inherited)
    {
        foreach (var member in value.EnumerateObject())
        {
            var property = shape.Property(JsonText.Name(member));
            if (property.Xml is { IsAttribute: true } naming && member.Value.ValueKind != JsonValueKind.Null)
                writer.WriteAttributeString(naming.Namespace is null ? null : naming.Prefix,
                    XmlConvert.EncodeLocalName(naming.Name ?? member.Name)!, naming.Namespace, Text(member.Value));
        }
        foreach (var member in value.EnumerateObject())
        {
            var property = shape.Property(JsonText.Name(member));
            if (property.Xml.IsText)
                writer.WriteString(Text(member.Value));
            else if (!property.Xml.IsAttribute)
                WriteMember(writer, member.Name, member.Value, property, inherited);
        }
    }

    private static void WriteMember(XmlWriter writer, string name, JsonElement value, SchemaSurface shape, string inherited)
    {
        if (value.ValueKind != JsonValueKind.Array || shape.Xml.IsWrapped)
        {
            WriteElement(writer, name, value, shape, inherited);
            return;
        }
        foreach (var item in value.EnumerateArray())
            WriteElement(writer, name, item, shape.Items, inherited);
    }

    /// <summary>Starts an element. Its namespace, if it doesn't have a prefix, also applies to the elements within it.</summary>
    private static void Start(XmlWriter writer, string name, XmlNaming naming, ref string inherited)
    {
        var local = XmlConvert.EncodeLocalName(name)!;
        if (naming.Namespace is { } uri && naming.Prefix is { } prefix)
        {
            writer.WriteStartElement(prefix, local, uri);
            return;
        }
        inherited = naming.Namespace ?? inherited;
        writer.WriteStartElement(local, inherited);
    }

    private static string Text(JsonElement value) => SimpleText.Scalar(value) ?? value.GetRawText();
}
