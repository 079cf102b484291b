using System.Xml.Linq;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>The namespaces of WSDL 1.1 and its bindings, and references to names in them.</summary>
internal static class WsdlNames
{
    public static readonly XNamespace Core = "http://schemas.xmlsoap.org/wsdl/";
    public static readonly XNamespace Wsdl20 = "http://www.w3.org/ns/wsdl";
    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/wsdl/soap/";
    public static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    public static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";

    /// <summary>Returns the name that an attribute refers to; <c>null</c> without the attribute.</summary>
    /// <exception cref="ToolException">Its prefix isn't declared.</exception>
    public static XName? Reference(XElement element, string attribute)
    {
        if ((string?)element.Attribute(attribute) is not { } value)
            return null;

        var text = value.Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var space = colon < 0 ? element.GetDefaultNamespace() : element.GetNamespaceOfPrefix(text[..colon]);
        return space is null ? throw new ToolException($"the prefix of '{text}' isn't declared.") : In(space, text[(colon + 1)..]);
    }

    /// <summary>Returns the name of a definition.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static string NameOf(XElement element)
        => (string?)element.Attribute("name") is { Length: > 0 } name
            ? name
            : throw new ToolException($"an element '{element.Name.LocalName}' has no name.");

    /// <summary>Returns the name of a definition in a namespace.</summary>
    /// <exception cref="ToolException">There is none, or XML doesn't allow it.</exception>
    public static XName NameOf(XElement element, XNamespace space)
        => In(space, NameOf(element));

    /// <summary>Returns the documentation of a definition as one line; <c>null</c> without one.</summary>
    public static string? DocumentationOf(XElement element)
        => Shortened((string?)element.Element(Core + "documentation"));

    /// <summary>Returns a text as one line of limited length; <c>null</c> if it is empty.</summary>
    public static string? Shortened(string? text)
    {
        const int max = 500;
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line.Length > max ? string.Concat(line.AsSpan(0, max), "…") : line;
    }

    private static XName In(XNamespace space, string name)
    {
        try
        {
            return space + name;
        }
        catch (Exception error) when (error is System.Xml.XmlException or ArgumentException)
        {
            throw new ToolException($"'{name}' isn't a valid name.", error);
        }
    }
}
