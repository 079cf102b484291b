using System.Text.Json.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Schema;

/// <summary>The schemas of scalars. Each also accepts a variable, whose value is known only when the gateway runs.</summary>
internal static class ScalarSchema
{
    /// <summary>Creates the definition of a text with a variable.</summary>
    public static JsonObject Variable() => new()
    {
        ["type"] = "string",
        ["pattern"] = @"\$\{env:[^}]+\}",
        ["description"] = "Replaced from the environment.",
    };

    /// <summary>Creates the definition of a duration.</summary>
    public static JsonObject Duration() => new()
    {
        ["type"] = "string",
        ["pattern"] = @"^-?[0-9]+(\.[0-9]+)?([mM][sS]|[sSmMhHdD])$|^-?([0-9]+\.)?[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]{1,7})?)?$",
        ["examples"] = new JsonArray("500ms", "30s", "1m", "2h", "1d", "00:01:00"),
    };

    /// <summary>Creates the definition of a size.</summary>
    public static JsonObject Size() => new()
    {
        ["type"] = new JsonArray("integer", "string"),
        ["minimum"] = 0,
        ["pattern"] = @"^[0-9]+(\.[0-9]+)?([kKmMgG]?[bB])?$",
        ["examples"] = new JsonArray("512", "16KB", "1MB", "2GB"),
    };

    public static JsonObject Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new() { ["type"] = "boolean" },
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => new() { ["type"] = "number" },
        >= TypeCode.SByte and <= TypeCode.UInt64 => new() { ["type"] = "integer" },
        TypeCode.Char => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 1 },
        _ when type == typeof(TimeSpan) => new() { ["$ref"] = "#/$defs/duration" },
        _ when type == typeof(ByteSize) => new() { ["$ref"] = "#/$defs/size" },
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(Uri) => new() { ["type"] = "string", ["format"] = "uri" },
        // Text may look like a number or a boolean: clusterId: 8080.
        _ => new() { ["type"] = new JsonArray("string", "number", "boolean") },
    };

    public static JsonObject OfEnum(Type type)
    {
        // The documentation of YARP and the framework uses the members' own names.
        var isOurs = type.Namespace?.StartsWith("Yarp", StringComparison.Ordinal) != true
            && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
            && type.Namespace?.StartsWith("Microsoft", StringComparison.Ordinal) != true;
        var names = isOurs ? EnumNames.Keys(type) : EnumNames.Keys(type).Concat(Enum.GetNames(type)).Distinct();
        var member = new JsonObject { ["enum"] = new JsonArray([.. names.Select(n => JsonValue.Create(n))]) };
        return type.IsDefined(typeof(FlagsAttribute), inherit: false)
            ? new JsonObject { ["anyOf"] = new JsonArray(member, new JsonObject { ["type"] = "array", ["items"] = member.DeepClone() }) }
            : member;
    }

    /// <summary>Creates a schema that also accepts a list.</summary>
    public static JsonObject OrList(JsonObject schema, JsonObject item)
        => new()
        {
            ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1 }),
        };

    /// <summary>Creates a schema that also accepts a variable.</summary>
    public static JsonObject OrVariable(JsonObject schema)
        => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["$ref"] = "#/$defs/variable" }) };
}
