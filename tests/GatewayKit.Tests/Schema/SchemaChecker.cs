using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Tests.Schema;

/// <summary>As much of JSON Schema 2020-12 as the gateway's schema uses; any other keyword fails the test.</summary>
internal sealed class SchemaChecker(JsonObject root)
{
    public bool IsValid(JsonNode? value) => IsValid(root, value);

    private bool IsValid(JsonNode schema, JsonNode? value) => schema switch
    {
        JsonValue flag => flag.GetValue<bool>(),
        JsonObject keywords => keywords.All(k => Holds(keywords, k.Key, k.Value!, value)),
        _ => throw new InvalidOperationException(schema.ToJsonString()),
    };

    private bool Holds(JsonObject schema, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" or "default" or "examples" or "writeOnly" or "format" or "then" => true,
        "$ref" => IsValid(root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!, value),
        "type"
            => rule is JsonArray types ? types.Any(t => IsOfType(t!.GetValue<string>(), value)) : IsOfType(rule.GetValue<string>(), value),
        "enum" => rule.AsArray().Any(e => JsonNode.DeepEquals(e, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "anyOf" => rule.AsArray().Any(s => IsValid(s!, value)),
        "allOf" => rule.AsArray().All(s => IsValid(s!, value)),
        "if" => !IsValid(rule, value) || IsValid(schema["then"]!, value),
        "properties" => value is not JsonObject o || o.All(p => rule[p.Key] is not { } s || IsValid(s, p.Value)),
        "additionalProperties"
            => value is not JsonObject o
                || o.Where(p => schema["properties"]?[p.Key] is null && !IsPatterned(schema, p.Key)).All(p => IsValid(rule, p.Value)),
        "patternProperties"
            => value is not JsonObject o || o.All(p => rule.AsObject().All(r => !IsMatch(r.Key, p.Key) || IsValid(r.Value!, p.Value))),
        "required" => value is not JsonObject o || rule.AsArray().All(k => o.ContainsKey(k!.GetValue<string>())),
        "items" => value is not JsonArray a || a.All(i => IsValid(rule, i)),
        "minItems" => value is not JsonArray a || a.Count >= rule.GetValue<int>(),
        "maxItems" => value is not JsonArray a || a.Count <= rule.GetValue<int>(),
        "minLength" => value?.GetValueKind() != JsonValueKind.String || value.GetValue<string>().Length >= rule.GetValue<int>(),
        "maxLength" => value?.GetValueKind() != JsonValueKind.String || value.GetValue<string>().Length <= rule.GetValue<int>(),
        "pattern" => value?.GetValueKind() != JsonValueKind.String
            || Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(60)),
        "minimum" => value?.GetValueKind() != JsonValueKind.Number || Number(value) >= Number(rule),
        "maximum" => value?.GetValueKind() != JsonValueKind.Number || Number(value) <= Number(rule),
        "exclusiveMinimum" => value?.GetValueKind() != JsonValueKind.Number || Number(value) > Number(rule),
        "exclusiveMaximum" => value?.GetValueKind() != JsonValueKind.Number || Number(value) < Number(rule),
        _ => throw new InvalidOperationException(keyword),
    };

    private static bool IsPatterned(JsonObject schema, string key)
        => schema["patternProperties"]?.AsObject().Any(r => IsMatch(r.Key, key)) == true;

    private static bool IsMatch(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(60));

    private static bool IsOfType(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array)
            or ("string", JsonValueKind.String)
            => true,
        ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(Number(value!)),
        _ => false,
    };

    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
