using CsCheck;

namespace GatewayKit.JsonSchema;

/// <summary>Schemas and instances that are made to cost much: everything refers to everything, patterns repeat themselves,
/// arrays and objects are compared as a whole at every level.</summary>
internal static class AdversarialSchema
{
    private static readonly Gen<string> s_reference =
        OneOf("#", "#/$defs/a", "#/$defs/b", "#/$defs/c").Select(target => $"{{\"$ref\":\"{target}\"}}");

    private static readonly Gen<string> s_leaf = OneOf(
        "true", "{\"type\":\"integer\"}",
        "{\"type\":[\"object\",\"array\"]}", "{\"uniqueItems\":true}", "{\"required\":[\"a\",\"b\"]}", "{\"multipleOf\":1e-300}",
        "{\"enum\":[[],{},{\"a\":[]},[[1]],[[2]],[[3]]]}",
        "{\"const\":{\"a\":{\"a\":[1]}}}", "{\"pattern\":\"^(a+)+$\"}", "{\"format\":\"email\"}", "{\"minLength\":2}",
        "{\"propertyNames\":{\"pattern\":\"^[ab]+$\"}}", "{\"dependentRequired\":{\"a\":[\"b\"],\"b\":[\"a\"]}}");

    private static readonly Gen<string> s_part =
        Gen.Select(Gen.Int[0, 4], s_reference, s_leaf, (kind, reference, leaf) => kind < 3 ? reference : leaf);

    private static readonly Gen<string> s_keyword = Gen.Select(Gen.Int[0, 15], s_part, s_part, (kind, one, other) => kind switch
    {
        0 => $"\"anyOf\":[{one},{other}]",
        1 => $"\"oneOf\":[{one},{other}]",
        2 => $"\"allOf\":[{one},{other}]",
        3 => $"\"not\":{one}",
        4 => $"\"if\":{one},\"then\":{other},\"else\":{one}",
        5 => $"\"properties\":{{\"a\":{one},\"b\":{other}}}",
        6 => $"\"patternProperties\":{{\"a\":{one},\"^.\":{other}}}",
        7 => $"\"additionalProperties\":{one}",
        8 => $"\"items\":{one}",
        9 => $"\"prefixItems\":[{one},{other}]",
        10 => $"\"contains\":{one},\"maxContains\":3",
        11 => $"\"unevaluatedProperties\":{one}",
        12 => $"\"unevaluatedItems\":{one}",
        13 => $"\"dependentSchemas\":{{\"a\":{one},\"b\":{other}}}",
        14 => "\"$dynamicRef\":\"#d\"",
        _ => "\"uniqueItems\":true",
    });

    private static readonly Gen<string> s_schema =
        s_keyword.Array[1, 4].Select(keywords => $"{{{string.Join(',', keywords.DistinctBy(keyword => keyword.Split(':')[0]))}}}");

    private static readonly Gen<string> s_value =
        OneOf("1", "\"aaaaaaaaaaaaaaaa!\"", "null", "1e308", "[]", "{}", "0.1", "[1,1]", "{\"a\":1,\"b\":2}");

    public static Gen<string> Schemas { get; } = Gen.Select(s_schema, s_schema, s_schema, s_schema, (root, a, b, c)
        => $"{root[..^1]},\"$defs\":{{\"a\":{a},\"b\":{b},\"c\":{c[..^1]},\"$dynamicAnchor\":\"d\"}}}}}}");

    /// <summary>Values within values, each of which has several.</summary>
    public static Gen<string> Instances { get; } = Gen.Select(s_value, Gen.Bool.Array[1, 24], Gen.Int[1, 40], (value, levels, width) =>
    {
        foreach (var isArray in levels)
            value = isArray ? $"[{value},{value.Length}]" : $"{{\"a\":{value},\"b\":[1]}}";
        return $"[{string.Join(',', Enumerable.Repeat(value, width))}]";
    });

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
