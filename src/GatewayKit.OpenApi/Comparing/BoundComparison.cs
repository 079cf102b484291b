using System.Globalization;
using System.Text.Json;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the bounds of a value, and its pattern.</summary>
internal sealed class BoundComparison(bool isRequest)
{
    private static readonly string[] s_minimums = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
    private static readonly string[] s_maximums = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

    public void Compare(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        foreach (var keyword in s_minimums)
            Compare(keyword, Number(before, keyword), Number(after, keyword), isMinimum: true, at);
        foreach (var keyword in s_maximums)
            Compare(keyword, Number(before, keyword), Number(after, keyword), isMinimum: false, at);

        var (old, now) = (Text(before, "pattern"), Text(after, "pattern"));
        if (old != now)
            at.Add(isRequest ? now is not null : old is not null, now is null ? "The pattern is removed." : "The pattern has changed.");
    }

    private void Compare(string keyword, double? before, double? after, bool isMinimum, ChangePlace at)
    {
        if (before == after)
            return;

        var isNarrower = after is not null && (before is null || (isMinimum ? after > before : after < before));
        at.Add(isRequest == isNarrower, $"{keyword} was {Text(before)} and is {Text(after)}.");
    }

    private static string Text(double? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? "open";

    private static double? Number(SchemaSurface surface, string keyword)
        => surface.Keyword(keyword) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? number : null;

    private static string? Text(SchemaSurface surface, string keyword)
        => surface.Keyword(keyword) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
