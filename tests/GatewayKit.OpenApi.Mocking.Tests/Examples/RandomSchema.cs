using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.Examples;

/// <summary>Writes schemas by chance: keywords of all kinds, sensible and contradictory, nested and recursive. The same seed makes
/// the same schema.</summary>
internal sealed class RandomSchema(int seed, bool isOpenApi30)
{
    private const int MaxDepth = 4;

    /// <summary>Stands for half a surrogate pair, which a node can't hold.</summary>
    private const string Half = "half-a-pair";

    private static readonly string[] s_types = ["string", "integer", "number", "boolean", "null", "array", "object"];
    private static readonly string[] s_names = ["a", "b", "id", "name", "x-y", "kind", "", "a/b", "é"];
    private static readonly string[] s_formats = ["date-time", "email",
        "uri", "uuid", "ipv4", "ipv6", "hostname", "regex", "byte", "int32", "int64", "duration", "json-pointer", "made-up", "time"];
    private static readonly string[] s_literals = ["null", "true", "false", "0", "-1.5",
        "1e400", "12345678901234567890", "\"\"", "\"a\"", $"\"{Half}\"", "[]", "[1,1]", "{}", """{"a":1}""", """{"a":{"a":null}}"""];
    private static readonly string[] s_numbers = ["0", "1", "-1", "2",
        "3", "7", "10", "0.1", "-2.5", "100", "1e3", "1e-7", "1e300", "1e999", "9223372036854775807", "123456789012345678901234567890"];
    private static readonly int[] s_sizes = [0, 0, 1, 1, 2, 2, 3, 3, 5, 8, 20, 300, 100_000, 2_000_000_000];

    private static readonly string[] s_patterns =
    [
        "^a+$", "a", "", "^$", "^[A-Z]{2,4}$", @"^\d{3}-\d{4}$",
        @"\bend$", @"^\bword\b", @"\Bx\B", "(a|b)*c", @"^(?=.*\d)(?=.*[a-z]).{4,8}$", "^(?!a)[a-c]{2}$", @"(?<=b)a", @"^(a)(b)?\1$",
        @"^\p{Lu}\p{L}*$", "[^a-z]", "^.{0,3}$", "^(?:[a-z]+\\.)+[a-z]{2}$", "x{1000}", "(x{100}){100}", "^[\\s\\S]*$",
        "$^", "a^", "[]", "[^]", "^(?:(?:(?:a*)*)*)*$", @"^(?=(a+)+$)b", @"^(a+)+\1$", @"^\u00e9{2}$", "^x-", "^[a-c]$", "(a|)(b|)",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The schema, with definitions that it may refer to.</summary>
    public string Write()
    {
        var definitions = new JsonObject();
        foreach (var name in new[] { "p", "q", "r" })
            definitions[name] = Schema(MaxDepth - 2);
        var root = Schema(0) as JsonObject ?? [];
        root["$defs"] = definitions;
        return root.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal);
    }

    private JsonNode Schema(int depth)
    {
        if (!isOpenApi30 && Chance(6))
            return Chance(60);
        if (depth > 0 && Chance(15))
            return Reference();
        var schema = new JsonObject();
        var kind = Pick(s_types);
        if (Chance(75))
            schema["type"] = Type(kind);
        for (var count = _random.Next(4); count > 0; count--)
            Keyword(schema, Chance(85) ? kind : Pick(s_types), depth);
        if (Chance(depth < MaxDepth ? 30 : 0))
            Combine(schema, depth);
        if (Chance(12))
            Give(schema);
        if (Chance(5))
            schema[Pick(["readOnly", "writeOnly", "nullable"])] = true;
        return schema;
    }

    private JsonNode Type(string kind)
        => !isOpenApi30 ? Chance(80)
            ? kind
            : new JsonArray(kind, Pick([.. s_types.Where(type => type != kind)])) : kind == "null" ? "string" : kind;

    private JsonObject Reference() => new() { ["$ref"] = Pick(["#/$defs/p", "#/$defs/q", "#/$defs/r", "#"]) };

    private void Keyword(JsonObject schema, string kind, int depth)
    {
        switch (kind)
        {
            case "string": Text(schema); break;
            case "integer" or "number": Number(schema); break;
            case "array": Array(schema, depth); break;
            case "object": Object(schema, depth); break;
            default: schema["description"] = "nothing"; break;
        }
    }

    private void Text(JsonObject schema)
    {
        switch (_random.Next(4))
        {
            case 0: schema["minLength"] = Pick(s_sizes); break;
            case 1: schema["maxLength"] = Pick(s_sizes); break;
            case 2: schema["pattern"] = Pick(s_patterns); break;
            default: schema["format"] = Pick(s_formats); break;
        }
    }

    private void Number(JsonObject schema)
    {
        switch (_random.Next(5))
        {
            case 0: schema["minimum"] = Literal(Pick(s_numbers)); break;
            case 1: schema["maximum"] = Literal(Pick(s_numbers)); break;
            case 2: schema["exclusiveMinimum"] = isOpenApi30 ? true : Literal(Pick(s_numbers)); break;
            case 3: schema["exclusiveMaximum"] = isOpenApi30 ? true : Literal(Pick(s_numbers)); break;
            default:
                schema["multipleOf"] =
                Literal(Pick(["1", "2", "0.1", "7", "1e-7", "0.3", "1e300", "1e999", "123456789012345678901234567891"])); break;
        }
    }

    private void Array(JsonObject schema, int depth)
    {
        switch (_random.Next(depth < MaxDepth ? 10 : 3))
        {
            case 0: schema["minItems"] = Pick(s_sizes); break;
            case 1: schema["maxItems"] = Pick(s_sizes); break;
            case 2: schema["uniqueItems"] = true; break;
            case 3: schema["prefixItems"] = Several(depth); break;
            case 4: schema["contains"] = Schema(depth + 1); break;
            case 5: schema["minContains"] = Pick(s_sizes); break;
            case 6: schema["maxContains"] = Pick(s_sizes); break;
            case 7: schema["unevaluatedItems"] = Schema(depth + 1); break;
            default: schema["items"] = Schema(depth + 1); break;
        }
    }

    private void Object(JsonObject schema, int depth)
    {
        switch (_random.Next(depth < MaxDepth ? 12 : 3))
        {
            case 0: schema["minProperties"] = Pick(s_sizes); break;
            case 1: schema["maxProperties"] = Pick(s_sizes); break;
            case 2: schema["required"] = Strings(); break;
            case 3: schema["additionalProperties"] = Chance(40) ? false : Schema(depth + 1); break;
            case 4: schema["patternProperties"] = Named(s_patterns, depth); break;
            case 5: schema["propertyNames"] = Schema(depth + 1); break;
            case 6: schema["unevaluatedProperties"] = Chance(40) ? false : Schema(depth + 1); break;
            case 7: schema["dependentRequired"] = new JsonObject { [Pick(s_names)] = Strings(), [Pick(["k", "l"])] = Strings() }; break;
            case 8: schema["dependentSchemas"] = Named(s_names, depth); break;
            default: schema["properties"] = Named(s_names, depth); break;
        }
    }

    private void Combine(JsonObject schema, int depth)
    {
        switch (_random.Next(6))
        {
            case 0: schema["allOf"] = Several(depth); break;
            case 1: schema["anyOf"] = Several(depth); break;
            case 2: schema["oneOf"] = Several(depth); break;
            case 3: schema["not"] = Schema(depth + 1); break;
            case 4: schema["oneOf"] = Several(depth); schema["discriminator"] = new JsonObject { ["propertyName"] = Pick(s_names) }; break;
            default:
                schema["if"] = Schema(depth + 1);
                schema[Pick(["then", "else"])] = Schema(depth + 1);
                break;
        }
    }

    private void Give(JsonObject schema)
    {
        switch (_random.Next(isOpenApi30 ? 3 : 5))
        {
            case 0: schema["example"] = Literal(Pick(s_literals)); break;
            case 1: schema["default"] = Literal(Pick(s_literals)); break;
            case 2: schema["enum"] = new JsonArray(Literal(Pick(s_literals)), Literal(Pick(s_literals))); break;
            case 3: schema["const"] = Literal(Pick(s_literals)); break;
            default: schema["examples"] = new JsonArray(Literal(Pick(s_literals))); break;
        }
    }

    private JsonArray Several(int depth)
    {
        var several = new JsonArray();
        for (var count = _random.Next(1, 4); count > 0; count--)
            several.Add(Schema(depth + 1));
        return several;
    }

    private JsonObject Named(string[] names, int depth)
    {
        var named = new JsonObject();
        for (var count = _random.Next(1, 4); count > 0; count--)
            named[Pick(names)] = Schema(depth + 1);
        return named;
    }

    private JsonArray Strings()
        => [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick(s_names)).Distinct().Select(name => JsonValue.Create(name))];

    private static JsonNode? Literal(string json) => JsonNode.Parse(json);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
