using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>Translates the types of compiled schemas. A type is translated once, so types can refer to each other. Exceeding a limit throws
/// <see cref="InvalidDataException"/>: the types before it may be incomplete.</summary>
internal sealed class XsdTypes(XmlSchemaSet schemas, ISet<string> notes)
{
    private const int MaxTypes = 5000;
    private const int MaxNesting = 500;

    private static readonly string[] s_taken = ["text", "number", "boolean", "any", "Problem"];

    private readonly Dictionary<XmlSchemaType, XsdType> _known = [];
    private readonly Dictionary<XName, XsdType> _elements = [];
    private readonly UniqueNames _names = new(separator: "", s_taken);
    private readonly Dictionary<string, XsdType> _types = [];
    private int _nesting;

    /// <summary>Gets the types with members, by name.</summary>
    public IReadOnlyDictionary<string, XsdType> All => _types;

    /// <summary>Returns the type of the element in a body.</summary>
    /// <exception cref="ToolException">The element isn't defined.</exception>
    public XsdType OfElement(XName name)
    {
        if (_elements.TryGetValue(name, out var known))
            return known;

        var element = Find<XmlSchemaElement>(schemas.GlobalElements, name, "element");
        var value = Of(element.ElementSchemaType!, name.LocalName);
        return _elements[name] = _types.TryGetValue(value.Type, out var type) ? type : Wrap(name.LocalName, value);
    }

    /// <summary>Returns a type whose members are the parts of a message.</summary>
    /// <exception cref="ToolException">A type isn't defined.</exception>
    public XsdType OfParts(string name, IEnumerable<WsdlPart> parts)
    {
        var type = Create(name);
        foreach (var part in parts)
        {
            var value = PartOf(part);
            type.Add(new XsdMember(part.Name, value.Type, ""), (JsonObject)value.Schema.DeepClone(), isRequired: true);
        }

        return type;
    }

    private XsdValue PartOf(WsdlPart part)
        => part.Type!.Namespace == WsdlNames.Schema && part.Type.LocalName == "anyType"
            ? XsdValue.Any
            : part.Type.Namespace == WsdlNames.Schema
                ? Of(XmlSchemaType.GetBuiltInSimpleType(new XmlQualifiedName(part.Type.LocalName, part.Type.NamespaceName))
                    ?? throw new ToolException($"the type '{part.Type.LocalName}' isn't defined."), part.Name)
                : Of(Find<XmlSchemaType>(schemas.GlobalTypes, part.Type, "type"), part.Name);

    private static T Find<T>(XmlSchemaObjectTable table, XName name, string kind)
        where T : XmlSchemaObject
        => table[new XmlQualifiedName(name.LocalName, name.NamespaceName)] as T
            ?? throw new ToolException($"the {kind} '{name.LocalName}' isn't defined in '{name.NamespaceName}'.");

    private XsdValue Of(XmlSchemaType type, string hint)
    {
        if (type is XmlSchemaSimpleType simple)
            return XsdSimpleTypes.Of(simple);
        if (_known.TryGetValue(type, out var known))
            return XsdValue.Of(known);

        var complex = (XmlSchemaComplexType)type;
        if (complex.QualifiedName is { Name: "anyType", Namespace: XmlSchema.Namespace })
            return XsdValue.Any;
        if (complex.ContentType == XmlSchemaContentType.TextOnly && complex.AttributeUses.Count == 0 && complex.AttributeWildcard is null)
            return TextOf(complex);

        if (complex.IsAbstract)
            notes.Add($"The type '{complex.Name}' is abstract: types derived from it can't be chosen.");
        var created = Create(type.Name ?? hint);
        _known[type] = created;
        created.Description = XsdAnnotations.Of(type);
        AddAttributes(created, complex);
        AddContent(created, complex);
        return XsdValue.Of(created);
    }

    private XsdType Create(string name)
    {
        if (_types.Count == MaxTypes)
            throw new InvalidDataException($"the schemas have more than {MaxTypes} types.");

        var unique = _names.Add(RoutePattern.Slug(name, "Type"));
        return _types[unique] = new XsdType(unique);
    }

    /// <summary>Returns a type for an element without members: its text is the value.</summary>
    private XsdType Wrap(string name, XsdValue value)
    {
        var type = Create(name);
        if (value.Type == "any")
        {
            type.IsOpen = true;
            return type;
        }

        type.Scalar = value.Schema;
        type.Add(new XsdMember("#text", value.Type), (JsonObject)value.Schema.DeepClone(), isRequired: false);
        return type;
    }

    private static XsdValue TextOf(XmlSchemaComplexType type)
    {
        XmlSchemaType? current = type;
        while (current is XmlSchemaComplexType)
            current = current.BaseXmlSchemaType;
        return current is XmlSchemaSimpleType simple
            ? XsdSimpleTypes.Of(simple)
            : new XsdValue("text", new JsonObject { ["type"] = "string" });
    }

    private static void AddAttributes(XsdType type, XmlSchemaComplexType complex)
    {
        type.IsOpen |= complex.AttributeWildcard is not null;
        foreach (var attribute in complex.AttributeUses.Values.Cast<XmlSchemaAttribute>().Where(a => a.Use != XmlSchemaUse.Prohibited))
        {
            var value = XsdSimpleTypes.Of(attribute.AttributeSchemaType!);
            var (name, space) = (attribute.QualifiedName.Name, attribute.QualifiedName.Namespace);
            type.Add(
                new XsdMember($"@{name}", value.Type, space.Length == 0 ? null : space),
                (JsonObject)value.Schema.DeepClone(), attribute.Use == XmlSchemaUse.Required);
        }
    }

    private void AddContent(XsdType type, XmlSchemaComplexType complex)
    {
        if (complex.ContentType == XmlSchemaContentType.TextOnly)
        {
            var value = TextOf(complex);
            var hasRequired = complex.AttributeUses.Values.Cast<XmlSchemaAttribute>().Any(a => a.Use == XmlSchemaUse.Required);
            type.Scalar = hasRequired ? null : value.Schema;
            type.Add(new XsdMember("#text", value.Type), (JsonObject)value.Schema.DeepClone(), isRequired: false);
            return;
        }

        if (complex.ContentType == XmlSchemaContentType.Mixed)
        {
            notes.Add($"The type '{type.Name}' has text between elements: its position is lost.");
            type.Scalar = new JsonObject { ["type"] = "string" };
            type.Add(new XsdMember("#text", "text"), new JsonObject { ["type"] = "string" }, isRequired: false);
        }

        Walk(type, complex.ContentTypeParticle, isOptional: false, isMany: false);
    }

    private void Walk(XsdType type, XmlSchemaParticle particle, bool isOptional, bool isMany)
    {
        if (++_nesting > MaxNesting)
            throw new InvalidDataException($"the types of the schemas nest deeper than {MaxNesting} levels.");

        isOptional |= particle.MinOccurs == 0;
        var isRepeated = particle.MaxOccurs > 1;
        switch (particle)
        {
            case XmlSchemaElement element:
                AddElement(type, element, isOptional, isMany);
                break;
            case XmlSchemaAny:
                type.IsOpen = true;
                break;
            case XmlSchemaGroupRef { Particle: { } group }:
                Walk(type, group, isOptional, isMany || isRepeated);
                break;
            case XmlSchemaGroupBase group:
                if (isRepeated && group.Items.Count > 1)
                    notes.Add($"The type '{type.Name}' repeats a group of elements: each is an array, and their order is lost.");
                var isChoice = group is XmlSchemaChoice && group.Items.Count > 1;
                foreach (var item in group.Items.OfType<XmlSchemaParticle>())
                    Walk(type, item, isOptional || isChoice, isMany || isRepeated);
                break;
            default:
                break;
        }

        _nesting--;
    }

    private void AddElement(XsdType type, XmlSchemaElement element, bool isOptional, bool isMany)
    {
        var declared = element.RefName.IsEmpty ? element : schemas.GlobalElements[element.RefName] as XmlSchemaElement ?? element;
        var name = declared.QualifiedName.Name;
        if (declared.IsAbstract)
            notes.Add($"The element '{name}' of the type '{type.Name}' is abstract: elements of its substitution group aren't members.");
        if (type.Has(name))
        {
            notes.Add($"The type '{type.Name}' has the element '{name}' more than once: only the first one is a member.");
            return;
        }

        var value = Of(declared.ElementSchemaType!, $"{type.Name}_{name}");
        var isArray = isMany || element.MaxOccurs > 1;
        var schema = (JsonObject)value.Schema.DeepClone();
        if (XsdAnnotations.Of(element) is { } description)
            schema["description"] = description;
        if (declared.IsNillable)
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (isArray)
            schema = ArrayOf(schema, element, isOptional, isMany);
        type.Add(new XsdMember(name, value.Type, declared.QualifiedName.Namespace, isArray, declared.IsNillable), schema, !isOptional);
    }

    private static JsonObject ArrayOf(JsonObject items, XmlSchemaElement element, bool isOptional, bool isMany)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = items };
        if (!isOptional && element.MinOccurs > 0)
            schema["minItems"] = JsonValue.Create(element.MinOccurs);
        if (!isMany && element.MaxOccursString != "unbounded")
            schema["maxItems"] = JsonValue.Create(element.MaxOccurs);
        return schema;
    }
}
