using System.Text;
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
            _names[key] = name = isAttribute ? _rules.AttributePrefix + Qualified(reader, true) : Qualified(reader, false);
        return name;
    }

    private string Qualified(XmlReader reader, bool isAttribute)
    {
        if (reader.NamespaceURI == XmlnsNamespace && reader.Prefix.Length > 0)
            return $"{reader.Prefix}:{Free(reader.LocalName)}";

        var local = _rules.EncodesNames ? Decoded(reader.LocalName, isAttribute) : reader.LocalName;
        var prefix = _prefixes.TryGetValue(reader.NamespaceURI, out var listed) ? listed
            : _rules.DropsOtherNamespaces ? ""
            : Free(reader.Prefix);
        return prefix.Length == 0 ? local : $"{prefix}:{local}";
    }

    /// <summary>Returns a prefix that isn't that of a listed namespace: a document can use each prefix for another namespace.</summary>
    private string Free(string prefix)
    {
        var free = prefix;
        for (var i = 2; IsListed(free); i++)
            free = $"{prefix}_{i}";
        return free;
    }

    private bool IsListed(string prefix) => prefix == XmlJsonRules.XsiPrefix || _rules.Namespaces.ContainsKey(prefix);

    /// <summary>Returns a decoded name, unless it would be that of an attribute, of text, or of a listed namespace in JSON.</summary>
    private string Decoded(string name, bool isAttribute)
    {
        var decoded = XmlConvert.DecodeName(name);
        var isOther = decoded.EnumerateRunes().Contains(Rune.ReplacementChar)
            || (!isAttribute && (decoded == _rules.TextKey || decoded.StartsWith(_rules.AttributePrefix, StringComparison.Ordinal)))
            || (decoded.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && IsListed(decoded[..colon]));
        return isOther ? name : decoded;
    }
}
