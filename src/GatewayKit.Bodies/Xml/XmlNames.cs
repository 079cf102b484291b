using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>The names of elements and attributes in JSON: the prefixes of listed namespaces are those of the rules.</summary>
internal sealed class XmlNames
{
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    private readonly XmlJsonRules _rules;
    private readonly Dictionary<string, string> _prefixes;
    private readonly Dictionary<(string Namespace, string Name, bool IsAttribute), string> _names = [];

    public XmlNames(XmlJsonRules rules)
    {
        _rules = rules;
        _prefixes = new Dictionary<string, string>
        {
            [XmlJsonRules.XsiNamespace] = XmlJsonRules.XsiPrefix,
            [XmlNamespace] = "xml",
        };
        foreach (var (prefix, uri) in rules.Namespaces)
            _prefixes[uri] = prefix;
        if (rules.DefaultNamespace.Length > 0)
            _prefixes[rules.DefaultNamespace] = "";
        Nil = $"{rules.AttributePrefix}{XmlJsonRules.XsiPrefix}:nil";
    }

    /// <summary>The white space of XML.</summary>
    public static char[] Whitespace { get; } = [' ', '\t', '\r', '\n'];

    /// <summary>Gets the name of the attribute <c>xsi:nil</c>.</summary>
    public string Nil { get; }

    /// <summary>Returns the name of the reader's element.</summary>
    public string OfElement(XmlReader reader) => Of(reader, isAttribute: false);

    /// <summary>Returns the name of the reader's attribute; <c>null</c> for a declaration that JSON doesn't need.</summary>
    public string? OfAttribute(XmlReader reader)
    {
        if (reader.NamespaceURI == XmlnsNamespace && (_rules.DropsOtherNamespaces || _prefixes.ContainsKey(reader.Value)))
            return null;

        return Of(reader, isAttribute: true);
    }

    private string Of(XmlReader reader, bool isAttribute)
    {
        var key = (reader.NamespaceURI, reader.Name, isAttribute);
        if (!_names.TryGetValue(key, out var name))
            _names[key] = name = isAttribute ? _rules.AttributePrefix + Qualified(reader) : Qualified(reader);
        return name;
    }

    private string Qualified(XmlReader reader)
    {
        var local = _rules.EncodesNames ? XmlConvert.DecodeName(reader.LocalName) : reader.LocalName;
        var prefix = _prefixes.TryGetValue(reader.NamespaceURI, out var listed) ? listed
            : _rules.DropsOtherNamespaces ? ""
            : reader.Prefix;
        return prefix.Length == 0 ? local : $"{prefix}:{local}";
    }
}
