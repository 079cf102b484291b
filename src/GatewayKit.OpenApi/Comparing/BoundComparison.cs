using System.Text.Json;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the bounds of a value, its patterns, and its other conditions.</summary>
internal sealed class BoundComparison(bool isRequest)
{
    private static readonly (string Keyword, string? Exclusive, bool IsMinimum)[] s_bounds =
    [
        ("minimum", "exclusiveMinimum", true), ("minLength", null, true), ("minItems", null, true), ("minProperties", null, true),
        ("maximum", "exclusiveMaximum", false), ("maxLength", null, false), ("maxItems", null, false), ("maxProperties", null, false),
    ];

    /// <summary>Conditions that restrict a value, and whose contents aren't compared.</summary>
    private static readonly string[] s_conditions =
    [
        "multipleOf", "uniqueItems", "not", "patternProperties", "propertyNames", "prefixItems", "additionalItems", "contains",
        "minContains", "maxContains", "dependentRequired", "dependentSchemas", "dependencies", "if", "then", "else",
        "unevaluatedItems", "unevaluatedProperties", "contentEncoding", "contentMediaType", "contentSchema",
    ];

    /// <summary>Compares the parts of two schemas that apply to every value.</summary>
    public void Compare(IReadOnlyList<JsonElement> before, IReadOnlyList<JsonElement> after, ChangePlace at)
    {
        foreach (var (keyword, exclusive, isMinimum) in s_bounds)
        {
            Compare(keyword, Bound.Of(before, keyword, exclusive, isMinimum), Bound.Of(after, keyword, exclusive, isMinimum),
                isMinimum, at);
        }

        var (old, now) = (Patterns(before), Patterns(after));
        if (!old.SetEquals(now))
            at.Add(isRequest ? !old.IsSupersetOf(now) : !now.IsSupersetOf(old),
                now.Count == 0 ? "The pattern is removed." : "The pattern has changed.");
        foreach (var keyword in s_conditions)
            CompareCondition(keyword, Values(before, keyword), Values(after, keyword), at);
    }

    private void Compare(string keyword, Bound? before, Bound? after, bool isMinimum, ChangePlace at)
    {
        if (before == after)
            return;

        var isNarrower = after is { } now && (before is not { } old || now.IsNarrowerThan(old, isMinimum));
        at.Add(isRequest == isNarrower, $"{keyword} was {Text(before)} and is {Text(after)}.");
    }

    /// <summary>A condition that is new or removed has a direction; of one that has changed, it isn't known.</summary>
    private void CompareCondition(string keyword, List<JsonElement> before, List<JsonElement> after, ChangePlace at)
    {
        if ((before.Count == 0 && after.Count == 0) || !at.Changes.TryStep([.. before, .. after]))
            return;
        if (before.Count == after.Count && before.Zip(after).All(pair => JsonElement.DeepEquals(pair.First, pair.Second)))
            return;

        at.Add(before.Count == 0 ? isRequest : after.Count > 0 || !isRequest,
            before.Count == 0 ? $"The condition {keyword} is new."
                : after.Count == 0 ? $"The condition {keyword} is removed."
                : $"The condition {keyword} has changed.");
    }

    private static string Text(Bound? bound) => bound?.ToString() ?? "open";

    private static HashSet<string> Patterns(IReadOnlyList<JsonElement> schemas)
        => [.. schemas.Select(part => part.TryGetProperty("pattern", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null).OfType<string>()];

    private static List<JsonElement> Values(IReadOnlyList<JsonElement> schemas, string keyword)
        => [.. schemas.Select(part => part.TryGetProperty(keyword, out var value) ? value : default)
            .Where(value => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.False))];
}
