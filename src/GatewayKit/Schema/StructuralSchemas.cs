using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Configuration.Binding;

namespace GatewayKit.Schema;

/// <summary>
/// Builds schemas that an API server of Kubernetes can enforce: structural ones, without references, combinations of schemas and
/// variables. Options that they can't express, such as a value instead of a mapping, stay open. The gateway checks everything in any case.
/// </summary>
internal sealed partial class StructuralSchemas
{
    private const string Open = "x-kubernetes-preserve-unknown-fields";

    private readonly XmlSummaries _summaries = new();

    /// <summary>Creates the schema of an options record.</summary>
    public JsonObject Of(Type record) => Record(record, []);

    private JsonObject Record(Type type, ImmutableStack<Type> within)
    {
        if (within.Contains(type))
            return new JsonObject { ["type"] = "object", [Open] = true };

        within = within.Push(type);
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in RecordProperties.Of(type))
        {
            properties[RecordProperties.Key(property)] = Property(property, within);

            // A secret can come from elsewhere.
            if (RecordProperties.IsRequired(property) && !RecordProperties.IsSecret(property))
                required.Add(RecordProperties.Key(property));
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            schema["required"] = required;
        return schema;
    }

    private JsonObject Property(PropertyInfo property, ImmutableStack<Type> within)
    {
        var shape = Shape.Of(property.PropertyType);
        var schema = RecordProperties.IsCommaSeparated(property) ? new JsonObject { [Open] = true } : OfShape(shape, within);
        if (schema.ContainsKey("type"))
        {
            SchemaRules.Add(schema, property, shape.Kind);
            Adapt(schema);
        }

        if (_summaries.Of(property) is { } summary)
            schema["description"] = summary;
        return schema;
    }

    private JsonObject OfShape(Shape shape, ImmutableStack<Type> within) => shape.Kind switch
    {
        ShapeKind.Scalar => Scalar(shape.Type),
        ShapeKind.Enum when ScalarSchema.OfEnum(shape.Type)["enum"] is JsonArray names
            => new JsonObject { ["type"] = "string", ["enum"] = names.DeepClone() },
        ShapeKind.List => new JsonObject { ["type"] = "array", ["items"] = OfShape(Shape.Of(shape.Element!), within) },
        ShapeKind.Dictionary
            => new JsonObject { ["type"] = "object", ["additionalProperties"] = OfShape(Shape.Of(shape.Element!), within) },
        ShapeKind.Record when RecordProperties.Shorthand(shape.Type) is null => Record(shape.Type, within),
        _ => new JsonObject { [Open] = true },
    };

    private static JsonObject Scalar(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new JsonObject { ["type"] = "boolean" },
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => new JsonObject { ["type"] = "number" },
        >= TypeCode.SByte and <= TypeCode.UInt64 => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(ByteSize) => new JsonObject { ["x-kubernetes-int-or-string"] = true },
        _ when type == typeof(TimeSpan)
            => new JsonObject { ["type"] = "string", ["pattern"] = (string?)ScalarSchema.Duration()["pattern"] },
        _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        _ => new JsonObject { ["type"] = "string" },
    };

    /// <summary>Writes rules as OpenAPI 3.0 has them, and drops what an API server doesn't know.</summary>
    private static void Adapt(JsonObject schema)
    {
        foreach (var (exclusive, bound) in new[] { ("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum") })
        {
            if (schema[exclusive] is not { } value)
                continue;
            schema[bound] = value.DeepClone();
            schema[exclusive] = true;
        }

        if (schema["pattern"] is { } pattern && ((string?)schema["type"] != "string" || NotInRe2().IsMatch((string)pattern!)))
            schema.Remove("pattern");

        // Text that can be a number, without quotes, is one.
        if (schema["pattern"] is { } text && Regex.IsMatch("1", (string)text!))
        {
            schema.Remove("type");
            schema.Remove("pattern");
            schema["x-kubernetes-int-or-string"] = true;
        }
    }

    /// <summary>Lookarounds, atomic groups, references to groups, and categories of .NET.</summary>
    [GeneratedRegex(@"\(\?(?:[=!>]|<[=!])|\\[1-9kGZ]|\\p\{Is", RegexOptions.CultureInvariant)]
    private static partial Regex NotInRe2();
}
