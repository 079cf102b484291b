using System.Text.Json;
using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>Writes the starts of elements: their names, declarations and attributes.</summary>
/// <param name="xml">Receives the document.</param>
/// <param name="rules">The rules.</param>
/// <param name="attributes">The attributes in JSON.</param>
/// <param name="hasNil">Whether elements have <c>xsi:nil</c>.</param>
internal sealed class XmlElements(XmlWriter xml, XmlJsonRules rules, JsonAttributes attributes, bool hasNil)
{
    private const string Xmlns = "xmlns";

    private readonly JsonNames _names = new(rules);

    /// <summary>Writes the start of an element.</summary>
    /// <param name="name">The name in JSON.</param>
    /// <param name="value">The value.</param>
    /// <param name="isRoot">Whether it is the root element, which has the declarations of the rules.</param>
    /// <returns>Whether the element has its own scope of declarations, to pass to <see cref="End"/>.</returns>
    /// <exception cref="ConversionException">XML can't have the name or an attribute.</exception>
    public bool Begin(string name, JsonElement value, bool isRoot)
    {
        var isScope = value.ValueKind == JsonValueKind.Object && attributes.HasAny(value);
        if (isScope)
        {
            _names.PushScope();
            foreach (var (declaration, member) in attributes.Of(value))
            {
                if (JsonAttributes.DeclaredBy(declaration) is { } prefix)
                    _names.Declare(prefix, JsonAttributes.ValueOf(member));
            }
        }

        var (qualified, uri) = _names.Of(name, isAttribute: false);
        xml.WriteStartElement(qualified.Prefix, qualified.Local, uri);
        if (isRoot)
            WriteDeclarations(value);
        if (isScope)
            WriteAttributes(value);
        return isScope;
    }

    /// <summary>Writes the end of an element.</summary>
    public void End(bool isScope)
    {
        xml.WriteEndElement();
        if (isScope)
            _names.PopScope();
    }

    private void WriteDeclarations(JsonElement root)
    {
        foreach (var (prefix, uri) in rules.Namespaces)
            WriteDeclaration(root, prefix, uri);
        if (rules.DefaultNamespace.Length > 0)
            WriteDeclaration(root, "", rules.DefaultNamespace);
        if (hasNil && !rules.Namespaces.ContainsKey(XmlJsonRules.XsiPrefix))
            WriteDeclaration(root, XmlJsonRules.XsiPrefix, XmlJsonRules.XsiNamespace);
    }

    /// <summary>Writes a declaration, unless the root element has its own for this prefix.</summary>
    private void WriteDeclaration(JsonElement root, string prefix, string uri)
    {
        if (!attributes.Declares(root, prefix))
            WriteDeclaration(prefix, uri);
    }

    private void WriteDeclaration(string prefix, string uri)
    {
        if (prefix.Length == 0)
            xml.WriteAttributeString(Xmlns, uri);
        else
            xml.WriteAttributeString(Xmlns, prefix, null, uri);
    }

    private void WriteAttributes(JsonElement value)
    {
        foreach (var (name, member) in attributes.Of(value))
        {
            if (JsonAttributes.DeclaredBy(name) is { } prefix)
            {
                WriteDeclaration(prefix, JsonAttributes.ValueOf(member));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                var (qualified, uri) = _names.Of(name, isAttribute: true);
                xml.WriteAttributeString(qualified.Prefix, qualified.Local, uri, JsonAttributes.ValueOf(member));
            }
        }
    }
}
