using System.Text.Json.Nodes;
using GatewayKit.Plugins.GrpcJson.Json;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.OpenApi;

/// <summary>Describes messages as schemas of an OpenAPI document: each type once, by its full name.</summary>
internal sealed class SchemaWriter(JsonRules rules)
{
    private readonly Queue<MessageDescriptor> _pending = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Returns the schemas of all messages that are used, with those that they use themselves.</summary>
    public JsonObject WriteAll()
    {
        var schemas = new JsonObject();
        while (_pending.TryDequeue(out var type))
        {
            var properties = new JsonObject();
            foreach (var field in type.Fields.InFieldNumberOrder().Where(field => field.FieldType != FieldType.Group))
                properties[rules.KeepsNames ? field.Name : field.JsonName] = Of(field);
            schemas[type.FullName] = new JsonObject { ["type"] = "object", ["properties"] = properties };
        }

        return schemas;
    }

    /// <summary>Returns the schema of a field's values.</summary>
    public JsonNode Of(FieldDescriptor field)
        => field.IsMap ? new JsonObject { ["type"] = "object", ["additionalProperties"] = OfSingle(field.MessageType.FindFieldByNumber(2)) }
            : field.IsRepeated ? ArrayOf(OfSingle(field))
            : OfSingle(field);

    public static JsonObject ArrayOf(JsonNode items) => new() { ["type"] = "array", ["items"] = items };

    /// <summary>Returns the schema of a message: a reference, or the form of a well-known type.</summary>
    public JsonNode Of(MessageDescriptor type)
    {
        if (KnownTypes.IsWrapper(type))
            return OfSingle(type.FindFieldByNumber(1));
        switch (type.FullName)
        {
            case "google.protobuf.Timestamp":
                return Text("date-time");
            case "google.protobuf.Duration" or "google.protobuf.FieldMask":
                return Text(null);
            case "google.protobuf.Struct":
                return new JsonObject { ["type"] = "object" };
            case "google.protobuf.ListValue":
                return new JsonObject { ["type"] = "array" };
            case "google.protobuf.Value":
                return new JsonObject();
            case KnownTypes.Any:
                return new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { [KnownTypes.TypeProperty] = Text(null) },
                };
            default:
                if (_known.Add(type.FullName))
                    _pending.Enqueue(type);
                return new JsonObject { ["$ref"] = $"#/components/schemas/{type.FullName}" };
        }
    }

    private JsonNode OfSingle(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Of(field.MessageType),
        FieldType.Enum => OfEnum(field.EnumType),
        FieldType.Bool => new JsonObject { ["type"] = "boolean" },
        FieldType.String => Text(null),
        FieldType.Bytes => Text("byte"),
        FieldType.Double or FieldType.Float => new JsonObject { ["type"] = "number" },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Text("int64"),
        FieldType.UInt64 or FieldType.Fixed64 => Text("uint64"),
        FieldType.UInt32 or FieldType.Fixed32 => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
        _ => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
    };

    private JsonObject OfEnum(EnumDescriptor type)
        => type.FullName == "google.protobuf.NullValue" ? new JsonObject { ["type"] = "null" }
            : rules.WritesNumbers ? new JsonObject { ["type"] = "integer" }
            : new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode)value.Name)]) };

    private static JsonObject Text(string? format)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }
}
