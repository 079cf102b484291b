using System.Text.Json.Nodes;

namespace GatewayKit.Tests.Shared;

/// <summary>
/// Checks what an API server requires of the schema of a CustomResourceDefinition (Kubernetes, "Specifying a structural schema"), and the
/// keys of OpenAPI v3 that it doesn't allow.
/// </summary>
internal sealed class StructuralSchema
{
    private static readonly string[] s_forbidden =
    [
        "$ref", "$defs", "definitions", "dependencies", "deprecated", "discriminator", "id", "patternProperties", "readOnly", "writeOnly",
        "xml", "const", "if", "then", "else", "examples",
    ];

    private static readonly string[] s_notInLogic =
        ["description", "type", "default", "additionalProperties", "nullable", "x-kubernetes-preserve-unknown-fields"];

    private static readonly string[] s_types = ["object", "array", "string", "integer", "number", "boolean"];

    private static readonly string[] s_logic = ["allOf", "anyOf", "oneOf", "not"];

    private readonly List<string> _errors = [];

    private StructuralSchema()
    {
    }

    /// <summary>Returns the errors, each with its path.</summary>
    public static IReadOnlyList<string> Errors(JsonObject schema)
    {
        var check = new StructuralSchema();
        check.Check(schema, "$", isInLogic: false);
        if ((string?)schema["type"] != "object")
            check._errors.Add("$: the root must be an object");
        return check._errors;
    }

    private void Check(JsonObject schema, string path, bool isInLogic)
    {
        foreach (var key in s_forbidden.Concat(isInLogic ? s_notInLogic : []).Where(schema.ContainsKey))
            _errors.Add($"{path}: '{key}' isn't allowed here");
        if (!isInLogic)
            CheckType(schema, path);
        if (schema.ContainsKey("properties") && schema.ContainsKey("additionalProperties"))
            _errors.Add($"{path}: it has both properties and additionalProperties");
        if (schema["additionalProperties"] is JsonValue)
            _errors.Add($"{path}: additionalProperties must be a schema");
        if (schema["exclusiveMinimum"] is JsonValue minimum && !minimum.TryGetValue<bool>(out _))
            _errors.Add($"{path}: exclusiveMinimum must be a boolean");
        foreach (var (key, property) in schema["properties"] as JsonObject ?? [])
            Check(property!.AsObject(), $"{path}.{key}", isInLogic);
        foreach (var key in schema["required"] as JsonArray ?? [])
        {
            if (!isInLogic && schema["properties"]?[(string)key!] is null)
                _errors.Add($"{path}: the required key '{key}' has no schema");
        }

        if (schema["items"] is JsonObject items)
            Check(items, $"{path}[]", isInLogic);
        if (schema["additionalProperties"] is JsonObject values)
            Check(values, $"{path}.*", isInLogic);
        foreach (var logic in s_logic)
        {
            foreach (var part in schema[logic] is JsonArray parts ? parts : schema[logic] is JsonObject only ? [only.DeepClone()] : [])
                Check(part!.AsObject(), $"{path} ({logic})", isInLogic: true);
        }
    }

    private void CheckType(JsonObject schema, string path)
    {
        var isOpen = (bool?)schema["x-kubernetes-preserve-unknown-fields"] == true || (bool?)schema["x-kubernetes-int-or-string"] == true;
        if (schema["type"] is null && !isOpen)
            _errors.Add($"{path}: the type is missing");
        var type = schema["type"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : schema["type"]?.ToJsonString();
        if (type is not null && !s_types.Contains(type))
            _errors.Add($"{path}: '{type}' isn't a type");
        if (type == "array" && schema["items"] is not JsonObject)
            _errors.Add($"{path}: an array needs items");
        if ((string?)schema["x-kubernetes-list-type"] == "map")
        {
            foreach (var key in schema["x-kubernetes-list-map-keys"]!.AsArray())
            {
                if (schema["items"]!["required"]?.AsArray().Any(required => (string?)required == (string?)key) != true)
                    _errors.Add($"{path}: the key '{key}' of the list must be required");
            }
        }
    }
}
