using System.Reflection;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Binding;

namespace GatewayKit.Schema;

/// <summary>Builds the schemas of types. Records become definitions, so that a record can contain itself.</summary>
internal sealed class SchemaBuilder
{
    private readonly Dictionary<Type, string> _names = [];
    private readonly XmlSummaries _summaries = new();

    /// <summary>The definitions that the schemas refer to.</summary>
    public JsonObject Definitions { get; } = new()
    {
        ["variable"] = ScalarSchema.Variable(),
        ["duration"] = ScalarSchema.Duration(),
        ["size"] = ScalarSchema.Size(),
    };

    /// <summary>Creates the schema of a type.</summary>
    public JsonObject Of(Type type)
    {
        var shape = Shape.Of(type);
        return shape.Kind is ShapeKind.Scalar or ShapeKind.Enum ? ScalarSchema.OrVariable(Bare(shape)) : Bare(shape);
    }

    /// <summary>Creates a reference to the definition of a record.</summary>
    public JsonObject Reference(Type type)
    {
        if (!_names.TryGetValue(type, out var name))
        {
            _names[type] = name = FreeName(type.Name);
            Definitions[name] = null;
            Definitions[name] = Record(type, RecordKeys.AsProperties);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    /// <summary>Creates the schema of a record itself.</summary>
    public JsonObject Record(Type type, RecordKeys keys)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        var defaults = DefaultJson.Instance(type);
        foreach (var property in RecordProperties.Of(type).ExceptBy(keys.Without, RecordProperties.Key))
        {
            properties[RecordProperties.Key(property)] = Property(property, defaults);
            if (RecordProperties.IsRequired(property))
                required.Add(RecordProperties.Key(property));
        }

        var schema = new JsonObject { ["type"] = "object" };
        if (_summaries.Of(type) is { } summary)
            schema["description"] = summary;
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        if (required.Count > 0)
            schema["required"] = required;

        return schema;
    }

    private JsonObject Property(PropertyInfo property, object? defaults)
    {
        var shape = Shape.Of(property.PropertyType);
        var yarp = YarpKeys.Of(property);
        var bare = yarp is { Values.Length: > 0 } ? TransformSchema.Values(yarp.Values) : Bare(shape);
        SchemaRules.Add(bare, property, shape.Kind);
        var schema = shape.Kind is ShapeKind.Scalar or ShapeKind.Enum ? ScalarSchema.OrVariable(bare) : bare;
        if (RecordProperties.IsCommaSeparated(property))
            schema = ScalarSchema.OrList(schema, Of(shape.Type));
        if ((yarp?.Description ?? _summaries.Of(property)) is { } summary)
            schema["description"] = summary;
        if (RecordProperties.IsSecret(property))
            schema["writeOnly"] = true;
        if (DefaultJson.Of(property, defaults) is { } value)
            schema["default"] = value;

        return schema;
    }

    private JsonObject Bare(Shape shape) => shape.Kind switch
    {
        ShapeKind.Scalar => ScalarSchema.Of(shape.Type),
        ShapeKind.Enum => ScalarSchema.OfEnum(shape.Type),
        ShapeKind.List => new() { ["type"] = "array", ["items"] = Of(shape.Element!) },
        ShapeKind.Dictionary => new() { ["type"] = "object", ["additionalProperties"] = Of(shape.Element!) },
        ShapeKind.Record when RecordProperties.Shorthand(shape.Type) is { } shorthand
            => new() { ["anyOf"] = new JsonArray(Property(shorthand, defaults: null), Reference(shape.Type)) },
        ShapeKind.Record => Reference(shape.Type),
        _ => [],
    };

    private string FreeName(string wanted)
    {
        var name = wanted;
        for (var i = 2; Definitions.ContainsKey(name); i++)
            name = $"{wanted}{i}";

        return name;
    }
}
