using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>The names of members in XML, and the namespaces that are declared.</summary>
internal sealed class JsonNames
{
    private readonly XmlNamespaceManager _declared = new(new NameTable());
    private readonly Dictionary<string, XmlName?> _names = [];
    private readonly bool _encodes;

    public JsonNames(XmlJsonRules rules)
    {
        _encodes = rules.EncodesNames;
        foreach (var (prefix, uri) in rules.Namespaces)
            _declared.AddNamespace(prefix, uri);
        _declared.AddNamespace("", rules.DefaultNamespace);
        _declared.AddNamespace(XmlJsonRules.XsiPrefix, XmlJsonRules.XsiNamespace);
    }

    /// <summary>Begins an element with its own declarations.</summary>
    public void PushScope() => _declared.PushScope();

    /// <summary>Ends the last of these elements.</summary>
    public void PopScope() => _declared.PopScope();

    /// <exception cref="ConversionException">The prefix can't be declared.</exception>
    public void Declare(string prefix, string uri)
    {
        if (prefix.Length > 0 && uri.Length == 0)
            throw ConversionException.Invalid($"declares the prefix '{ConversionException.Shown(prefix)}' without a namespace");
        try
        {
            _declared.AddNamespace(prefix, uri);
        }
        catch (ArgumentException error)
        {
            throw ConversionException.Invalid(
                $"declares the prefix '{ConversionException.Shown(prefix)}', which XML doesn't allow", error);
        }
    }

    /// <summary>Returns the name of an element or an attribute, with its namespace.</summary>
    /// <param name="name">The name in JSON, without the prefix of attributes.</param>
    /// <param name="isAttribute">Whether it is an attribute: without a prefix, it isn't in a namespace.</param>
    /// <exception cref="ConversionException">XML can't have this name, or its prefix isn't declared.</exception>
    public (XmlName Name, string Namespace) Of(string name, bool isAttribute)
    {
        if (!_names.TryGetValue(name, out var parsed))
            _names[name] = parsed = Parse(name);
        if (parsed is not { } valid)
            throw ConversionException.Invalid($"has the name '{ConversionException.Shown(name)}', which XML doesn't allow");

        if (isAttribute && valid.Prefix.Length == 0)
            return (valid, "");
        if (_declared.LookupNamespace(valid.Prefix) is { } uri)
            return (valid, uri);

        return _encodes
            ? (new XmlName("", XmlConvert.EncodeLocalName(name)!), isAttribute ? "" : _declared.DefaultNamespace)
            : throw ConversionException.Invalid(
                $"has the name '{ConversionException.Shown(name)}', whose prefix isn't declared");
    }

    /// <summary>Returns whether a text is a name without a colon (Namespaces in XML 1.0, section 3).</summary>
    public static bool IsLocal(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !XmlConvert.IsStartNCNameChar(text[0]))
            return false;

        foreach (var character in text)
        {
            if (!XmlConvert.IsNCNameChar(character))
                return false;
        }

        return true;
    }

    /// <summary>Returns whether a text is a name, with or without a prefix (Namespaces in XML 1.0, section 4).</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return IsLocal(text[(colon + 1)..]) && (colon < 0 || IsLocal(text[..colon]));
    }

    private XmlName? Parse(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (prefix, local) = colon < 0 ? ("", name) : (name[..colon], name[(colon + 1)..]);
        if (_encodes && (colon < 0 || IsLocal(prefix)) && local.Length > 0)
            local = XmlConvert.EncodeLocalName(local)!;
        if (IsLocal(local) && (colon < 0 || (IsLocal(prefix) && prefix != "xmlns")))
            return new XmlName(prefix, local);

        return _encodes && name.Length > 0 ? new XmlName("", XmlConvert.EncodeLocalName(name)!) : null;
    }
}
