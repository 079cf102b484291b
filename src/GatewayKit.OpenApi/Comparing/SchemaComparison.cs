using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the schemas of a value: their types, values, bounds, properties and items, each pair of schemas once.</summary>
internal sealed class SchemaComparison(bool isRequest, ChangeList changes)
{
    private const int MaxDepth = 32;

    private readonly HashSet<(string Before, string After)> _compared = [];

    public void Compare(SchemaSurface before, SchemaSurface after, ChangePlace at) => Compare(before, after, at, 0);

    private void Compare(SchemaSurface before, SchemaSurface after, ChangePlace at, int depth)
    {
        if (ReferenceEquals(before, after) || !changes.TryStep()
            || !_compared.Add((before.Schema.Location, after.Schema.Location)))
            return;

        if (depth > MaxDepth)
        {
            changes.Cut();
            return;
        }

        CompareTypes(before, after, at);
        CompareValues(before, after, at);
        var (always, alwaysAfter) = (before.Always.ToList(), after.Always.ToList());
        if (changes.TryStep(always.Count + alwaysAfter.Count))
            new BoundComparison(isRequest).Compare(always, alwaysAfter, at);
        if (before.IsObject && after.IsObject)
            CompareMembers(before, after, at, depth);
        if (before.IsArray && after.IsArray)
            Compare(before.Items, after.Items, at.Below("/*"), depth + 1);
        foreach (var keyword in (ReadOnlySpan<string>)["oneOf", "anyOf"])
        {
            BranchComparison.Compare(before.Branches(keyword), after.Branches(keyword), isRequest, at,
                (one, other, place) => Compare(one, other, place, depth + 1));
        }
    }

    private void CompareTypes(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        var (old, now) = (Widened(before.Types), Widened(after.Types));
        if ((old & ~now) is not JsonTypes.None and var removed)
            at.Add(isRequest, $"The type {Names(removed, before.Types)} isn't {(isRequest ? "accepted" : "returned")} any more.");
        if ((now & ~old) is not JsonTypes.None and var added)
            at.Add(!isRequest, $"The type {Names(added, after.Types)} is now {(isRequest ? "accepted" : "possible")}.");
        if (before.Format != after.Format)
        {
            var isNarrower = before.Format is null;
            var isWider = after.Format is null || (before.Format == "int32" && after.Format == "int64");
            at.Add(isRequest ? !isWider : !isNarrower, $"The format was {before.Format ?? "open"} and is {after.Format ?? "open"}.");
        }
    }

    private void CompareValues(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        if (!changes.TryStep(new[] { ListIn(before), ListIn(after) }.OfType<JsonElement>()))
            return;

        var (old, now) = (ValuesOf(before), ValuesOf(after));
        if (old is null && now is null)
            return;

        if (old is null || now is null)
        {
            at.Add(
                isRequest == (old is null),
                now is null ? "The values aren't listed any more." : $"Only these values are allowed: {Text(now)}.");
            return;
        }

        var removed = old.Except(now, StringComparer.Ordinal).ToList();
        var added = now.Except(old, StringComparer.Ordinal).ToList();
        if (removed.Count > 0)
            at.Add(isRequest, $"Removed values: {Text(removed)}.");
        if (added.Count > 0)
            at.Add(!isRequest, $"New values: {Text(added)}.");
    }

    private void CompareMembers(SchemaSurface before, SchemaSurface after, ChangePlace at, int depth)
    {
        foreach (var (name, member) in before.Properties.Where(member => IsRelevant(member.Value)))
        {
            var place = at.Below($"/{JsonPointer.Escape(name)}");
            if (!after.Properties.TryGetValue(name, out var same))
            {
                place.Break("The property is removed.");
                continue;
            }

            var (wasRequired, isRequired) = (before.Members.Requires(name), after.Members.Requires(name));
            if (wasRequired != isRequired)
                place.Add(isRequest == isRequired, isRequired ? "The property is now required." : "The property is now optional.");
            Compare(member, same, place, depth + 1);
        }

        foreach (var (name, _) in after.Properties
            .Where(member => IsRelevant(member.Value) && !before.Properties.ContainsKey(member.Key)))
        {
            var isBreaking = isRequest && after.Members.Requires(name);
            at.Below($"/{JsonPointer.Escape(name)}").Add(isBreaking, isBreaking ? "A required property is new." : "The property is new.");
        }

        CompareOthers(before, after, at, depth);
    }

    /// <summary>Compares the properties that aren't declared: those that must be there, and the schema of the others.</summary>
    private void CompareOthers(SchemaSurface before, SchemaSurface after, ChangePlace at, int depth)
    {
        foreach (var name in after.Members.Required.Except(before.Members.Required).Where(name => !IsDeclared(name)))
            at.Below($"/{JsonPointer.Escape(name)}").Add(isRequest, "The property is now required.");
        foreach (var name in before.Members.Required.Except(after.Members.Required).Where(name => !IsDeclared(name)))
            at.Below($"/{JsonPointer.Escape(name)}").Add(!isRequest, "The property is now optional.");

        var (allowed, allows) = (AllowsOthers(before), AllowsOthers(after));
        if (allowed != allows)
            at.Add(isRequest && allowed, allows ? "Other properties are now allowed." : "Other properties aren't allowed any more.");
        else if (allows)
            Compare(before.Additional, after.Additional, at.Below("/*"), depth + 1);

        bool IsDeclared(string name) => before.Properties.ContainsKey(name) || after.Properties.ContainsKey(name);
    }

    /// <summary>A name that no document has declared.</summary>
    private static bool AllowsOthers(SchemaSurface surface) => surface.Members.Allows("\u0001");

    /// <summary>Requests don't have read-only properties, and responses no write-only ones.</summary>
    private bool IsRelevant(SchemaSurface member) => isRequest ? !member.IsReadOnly : !member.IsWriteOnly;

    /// <summary>A number can also be an integer.</summary>
    private static JsonTypes Widened(JsonTypes types) => types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;

    private static string Names(JsonTypes types, JsonTypes declared)
        => string.Join(", ", Enum.GetValues<JsonTypes>()
            .Where(type => type != JsonTypes.None && int.PopCount((int)type) == 1 && types.HasFlag(type))
            .Where(type => type != JsonTypes.Integer || !types.HasFlag(JsonTypes.Number) || !declared.HasFlag(JsonTypes.Number))
            .Select(type => type.ToString().ToLowerInvariant()));

    private static JsonElement? ListIn(SchemaSurface surface) => surface.Keyword("enum") ?? surface.Keyword("const");

    private static List<string>? ValuesOf(SchemaSurface surface)
        => surface.Keyword("enum") is { ValueKind: JsonValueKind.Array } values ? [.. values.EnumerateArray().Select(v => v.GetRawText())]
            : surface.Keyword("const") is { } only ? [only.GetRawText()]
            : null;

    private static string Text(List<string> values)
    {
        var shown = values.Take(10).Select(value => value.Length > 100 ? $"{value[..100]}…" : value);
        return string.Join(", ", values.Count > 10 ? shown.Append("…") : shown);
    }
}
