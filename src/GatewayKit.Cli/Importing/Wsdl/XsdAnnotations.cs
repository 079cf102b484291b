using System.Xml.Schema;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>The documentation in schemas.</summary>
internal static class XsdAnnotations
{
    /// <summary>Returns the documentation of a part of a schema as one line; <c>null</c> without one.</summary>
    public static string? Of(XmlSchemaAnnotated part)
        => WsdlNames.Shortened(string.Join(' ', (part.Annotation?.Items ?? []).OfType<XmlSchemaDocumentation>()
            .SelectMany(item => item.Markup ?? []).Select(node => node?.InnerText)));
}
