using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>Warns of contradicting keywords in a schema, which make all values, or some listed ones, invalid. They are still checked as
/// written.</summary>
internal static class Contradictions
{
    public static void Warn(SchemaReader schema, IReadOnlyList<Keyword> keywords)
    {
        foreach (var lower in keywords.OfType<BoundKeyword>().Where(keyword => !keyword.IsUpper))
        {
            foreach (var upper in keywords.OfType<BoundKeyword>().Where(keyword => keyword.IsUpper && IsBelow(keyword, lower)))
                Warn(schema, lower.Name, upper.Name, $"no number is {Described(lower)} and {Described(upper)}");
        }

        WarnOfSizes(schema, [.. keywords.OfType<LengthKeyword>().Select(keyword => (keyword.Name, keyword.Limit, keyword.IsUpper))],
            "text", "characters");
        WarnOfSizes(schema, Counts(keywords, JsonValueKind.Array), "array", "items");
        WarnOfSizes(schema, Counts(keywords, JsonValueKind.Object), "object", "properties");
        if (schema.Types is { } types)
            WarnOfTypes(schema, types, keywords);
    }

    private static void WarnOfSizes(
        SchemaReader schema, IReadOnlyList<(string Name, int Limit, bool IsUpper)> sizes, string what, string parts)
    {
        foreach (var lower in sizes.Where(size => !size.IsUpper))
        {
            foreach (var upper in sizes.Where(size => size.IsUpper && size.Limit < lower.Limit))
                Warn(schema, lower.Name, upper.Name, $"no {what} has at least {lower.Limit} and at most {upper.Limit} {parts}");
        }
    }

    private static void WarnOfTypes(SchemaReader schema, JsonTypes types, IReadOnlyList<Keyword> keywords)
    {
        foreach (var value in keywords
            .OfType<EnumKeyword>()
            .SelectMany(keyword => keyword.Values)
            .Where(value => !IsOf(value, types))
            .Take(1))
            schema.Warn("enum", $"'type' and 'enum' contradict each other: {Shortened.Text(value.GetRawText())} is not of type "
                + $"{JsonTypeNames.Describe(types)}.");
        foreach (var constant in keywords.OfType<ConstKeyword>().Where(keyword => !IsOf(keyword.Value, types)))
            schema.Warn("const", $"'type' and 'const' contradict each other: {Shortened.Text(constant.Value.GetRawText())} is not of type "
                + $"{JsonTypeNames.Describe(types)}.");
    }

    private static void Warn(SchemaReader schema, string lower, string upper, string reason)
        => schema.Warn(lower, $"'{lower}' and '{upper}' contradict each other: {reason}.");

    private static IReadOnlyList<(string, int, bool)> Counts(IEnumerable<Keyword> keywords, JsonValueKind kind)
        => [.. keywords
            .OfType<CountKeyword>()
            .Where(keyword => keyword.Kind == kind)
            .Select(keyword => (keyword.Name, keyword.Limit, keyword.IsUpper))];

    private static bool IsBelow(BoundKeyword upper, BoundKeyword lower)
        => JsonNumber.Parse(upper.Bound).CompareTo(JsonNumber.Parse(lower.Bound)) is var order
            && (order < 0 || (order == 0 && (upper.IsExclusive || lower.IsExclusive)));

    private static string Described(BoundKeyword keyword)
        => $"{(keyword.IsUpper, keyword.IsExclusive) switch
        {
            (false, false) => "at least",
            (false, true) => "greater than",
            (true, false) => "at most",
            _ => "less than",
        }} {Shortened.Text(keyword.Bound.GetRawText())}";

    private static bool IsOf(JsonElement value, JsonTypes types)
        => (JsonTypeNames.Of(value) & types) != 0
            || (value.ValueKind == JsonValueKind.Number && types.HasFlag(JsonTypes.Integer) && JsonNumber.Parse(value).IsInteger);
}
