using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Schema;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>Translates simple types and their facets (XML Schema 1.0, part 2, section 4.3).</summary>
internal static partial class XsdSimpleTypes
{
    private const int MaxEnumeration = 1000;

    /// <summary>Returns the value of a simple type.</summary>
    public static XsdValue Of(XmlSchemaSimpleType type)
    {
        var value = KindOf(type);
        var restrictions = Restrictions(type).ToArray();
        AddEnumeration(value, restrictions);
        AddPattern(value, restrictions);
        foreach (var facet in restrictions.Reverse().SelectMany(restriction => restriction.Facets.OfType<XmlSchemaFacet>()))
            AddBound(value, facet, type.TypeCode);
        return value;
    }

    private static XsdValue KindOf(XmlSchemaSimpleType type)
    {
        if (type.Datatype is not { Variety: XmlSchemaDatatypeVariety.Atomic })
            return new XsdValue("text", new JsonObject { ["type"] = "string" });

        return type.TypeCode switch
        {
            XmlTypeCode.Boolean => new XsdValue("boolean", new JsonObject { ["type"] = "boolean" }),
            XmlTypeCode.Decimal or XmlTypeCode.Float or XmlTypeCode.Double
                => new XsdValue("number", new JsonObject { ["type"] = "number" }),
            XmlTypeCode.Int => new XsdValue("number", new JsonObject { ["type"] = "integer", ["format"] = "int32" }),
            XmlTypeCode.Long => new XsdValue("number", new JsonObject { ["type"] = "integer", ["format"] = "int64" }),
            XmlTypeCode.Integer or XmlTypeCode.Short or XmlTypeCode.Byte or XmlTypeCode.NonPositiveInteger or XmlTypeCode.NegativeInteger
                => new XsdValue("number", new JsonObject { ["type"] = "integer" }),
            XmlTypeCode.NonNegativeInteger or XmlTypeCode.UnsignedLong or XmlTypeCode.UnsignedInt or XmlTypeCode.UnsignedShort
                or XmlTypeCode.UnsignedByte => new XsdValue("number", new JsonObject { ["type"] = "integer", ["minimum"] = 0 }),
            XmlTypeCode.PositiveInteger => new XsdValue("number", new JsonObject { ["type"] = "integer", ["minimum"] = 1 }),
            XmlTypeCode.Base64Binary
                => new XsdValue("text", new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" }),
            // Dates and times of XML Schema can have forms that the formats of JSON Schema don't allow, such as no time zone.
            XmlTypeCode.DateTime or XmlTypeCode.Date or XmlTypeCode.Time or XmlTypeCode.Duration or XmlTypeCode.HexBinary
                => new XsdValue("text", new JsonObject { ["type"] = "string", ["description"] = $"{type.TypeCode} of XML Schema" }),
            _ => new XsdValue("text", new JsonObject { ["type"] = "string" }),
        };
    }

    /// <summary>Returns the restrictions of the type and of those that it derives from, beginning with its own.</summary>
    private static IEnumerable<XmlSchemaSimpleTypeRestriction> Restrictions(XmlSchemaSimpleType type)
    {
        for (var current = type; current is not null; current = current.BaseXmlSchemaType as XmlSchemaSimpleType)
        {
            if (current.Content is XmlSchemaSimpleTypeRestriction restriction)
                yield return restriction;
        }
    }

    private static void AddEnumeration(XsdValue value, XmlSchemaSimpleTypeRestriction[] restrictions)
    {
        var texts = restrictions
            .Select(restriction => restriction.Facets.OfType<XmlSchemaEnumerationFacet>().Select(facet => facet.Value!).ToArray())
            .FirstOrDefault(values => values.Length > 0);
        if (texts is null or { Length: > MaxEnumeration } || value.Type is not ("text" or "number"))
            return;

        var values = texts.Select(text => value.Type == "number" ? NumberOf(text) : JsonValue.Create(text)).ToArray();
        if (Array.TrueForAll(values, item => item is not null))
            value.Schema["enum"] = new JsonArray(values);
    }

    private static void AddPattern(XsdValue value, XmlSchemaSimpleTypeRestriction[] restrictions)
    {
        var patterns = restrictions
            .Select(restriction => restriction.Facets.OfType<XmlSchemaPatternFacet>().Select(facet => facet.Value!).ToArray())
            .FirstOrDefault(values => values.Length > 0);
        if (patterns is not null && value.Type == "text" && Array.TrueForAll(patterns, IsPortable))
            value.Schema["pattern"] = $"^(?:{string.Join('|', patterns)})$";
    }

    /// <summary>Returns whether a pattern means the same in ECMA-262: without classes of XML and subtraction, and with anchors as
    /// characters of the text only if they are escaped.</summary>
    private static bool IsPortable(string pattern)
    {
        if (OwnSyntax().IsMatch(pattern) || pattern.AsSpan().IndexOfAny('^', '$') >= 0)
            return pattern.Contains("[^", StringComparison.Ordinal) && !OwnSyntax().IsMatch(pattern)
                && pattern.Replace("[^", "", StringComparison.Ordinal).AsSpan().IndexOfAny('^', '$') < 0 && IsValid(pattern);

        return IsValid(pattern);
    }

    private static bool IsValid(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.ECMAScript);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void AddBound(XsdValue value, XmlSchemaFacet facet, XmlTypeCode code)
    {
        var isText = value.Type == "text" && code is not (XmlTypeCode.Base64Binary or XmlTypeCode.HexBinary);
        string[] names = facet switch
        {
            XmlSchemaLengthFacet when isText => ["minLength", "maxLength"],
            XmlSchemaMinLengthFacet when isText => ["minLength"],
            XmlSchemaMaxLengthFacet when isText => ["maxLength"],
            XmlSchemaMinInclusiveFacet when value.Type == "number" => ["minimum"],
            XmlSchemaMaxInclusiveFacet when value.Type == "number" => ["maximum"],
            XmlSchemaMinExclusiveFacet when value.Type == "number" => ["exclusiveMinimum"],
            XmlSchemaMaxExclusiveFacet when value.Type == "number" => ["exclusiveMaximum"],
            _ => [],
        };
        foreach (var name in names)
        {
            if (NumberOf(facet.Value!) is { } number)
                value.Schema[name] = number;
        }
    }

    private static JsonNode? NumberOf(string text)
        => text.Trim().TrimStart('+') is var trimmed && JsonNumber().IsMatch(trimmed) ? JsonNode.Parse(trimmed) : null;

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"\\[iIcCpP]|-\[")]
    private static partial Regex OwnSyntax();
}
