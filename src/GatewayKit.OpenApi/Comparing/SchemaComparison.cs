using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>
/// Compares the schemas of a value: their types, values, bounds, properties and items. Each pair of schemas is compared once, at the place
/// with the fewest levels. Documents share schemas, so pairs below which nothing has changed aren't compared again at other places.
/// </summary>
internal sealed class SchemaComparison(bool isRequest, ChangeList changes)
{
    private const int MaxDepth = 32;

    private readonly EqualSchemas _equal = changes.EqualIn(isRequest);
    private readonly PairGraph _pairs = new();
    private readonly Queue<(SchemaPair Pair, SchemaSurface Before, SchemaSurface After, ChangePlace At, int Depth)> _waiting = [];
    private SchemaPair _current;
    private int _depth;

    public void Compare(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        Add(before, after, at);
        while (_waiting.TryDequeue(out var next) && changes.TryStep())
        {
            (_current, _depth) = (next.Pair, next.Depth + 1);
            var count = changes.All.Count;
            CompareLevel(next.Before, next.After, next.At);
            if (changes.All.Count > count)
                _pairs.Mark(_current);
        }

        if (changes.IsComplete)
            _equal.Add(_pairs.Unmarked());
    }

    /// <summary>Adds a pair of schemas that the current one contains, to be compared later.</summary>
    private void Add(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        var pair = new SchemaPair(before.Key, after.Key);
        if (ReferenceEquals(before, after) || _equal.Contains(pair) || !_pairs.Add(pair, _current))
            return;

        if (_depth > MaxDepth)
            changes.Cut();
        else
            _waiting.Enqueue((pair, before, after, at, _depth));
    }

    private void CompareLevel(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        if (before.IsNever != after.IsNever)
        {
            at.Add(isRequest == after.IsNever, after.IsNever ? "No value is allowed any more." : "Values are now allowed.");
            return;
        }

        CompareTypes(before, after, at);
        var (always, alwaysAfter) = (before.Always.ToList(), after.Always.ToList());
        if (changes.TryStep(always.Count + alwaysAfter.Count))
        {
            new ValueComparison(isRequest).Compare(always, alwaysAfter, at);
            new BoundComparison(isRequest).Compare(always, alwaysAfter, at);
            new DiscriminatorComparison(isRequest).Compare(always, alwaysAfter, at);
        }

        if (before.IsObject && after.IsObject)
            CompareMembers(before, after, at);
        if (before.IsArray && after.IsArray)
            Add(before.Items, after.Items, at.Below("/*"));
        foreach (var keyword in (ReadOnlySpan<string>)["oneOf", "anyOf"])
            BranchComparison.Compare(before.Branches(keyword), after.Branches(keyword), isRequest, at, Add);
    }

    private void CompareTypes(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        var (old, now) = (Widened(before.Types), Widened(after.Types));
        if ((old & ~now) is not JsonTypes.None and var removed)
            at.Add(isRequest, $"The type {Names(removed, before.Types)} isn't {(isRequest ? "accepted" : "returned")} any more.");
        if ((now & ~old) is not JsonTypes.None and var added)
            at.Add(!isRequest, $"The type {Names(added, after.Types)} is now {(isRequest ? "accepted" : "possible")}.");
    }

    private void CompareMembers(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        foreach (var (name, member) in before.Properties.Where(member => IsRelevant(member.Value)))
        {
            var place = at.Below($"/{JsonPointer.Escape(name)}");
            if (!after.Properties.TryGetValue(name, out var same))
            {
                place.Break("The property is removed.");
                continue;
            }

            if (!IsRelevant(same))
            {
                place.Break(isRequest ? "The property is now read-only." : "The property is now write-only.");
                continue;
            }

            var (wasRequired, isRequired) = (before.Members.Requires(name), after.Members.Requires(name));
            if (wasRequired != isRequired)
                place.Add(isRequest == isRequired, isRequired ? "The property is now required." : "The property is now optional.");
            Add(member, same, place);
        }

        foreach (var (name, _) in after.Properties
            .Where(member => IsRelevant(member.Value) && !IsRelevantIn(before, member.Key)))
        {
            var isBreaking = isRequest && after.Members.Requires(name);
            at.Below($"/{JsonPointer.Escape(name)}").Add(isBreaking, isBreaking ? "A required property is new." : "The property is new.");
        }

        CompareOthers(before, after, at);
    }

    /// <summary>Compares the properties that aren't declared: those that must be there, and the schema of the others.</summary>
    private void CompareOthers(SchemaSurface before, SchemaSurface after, ChangePlace at)
    {
        foreach (var name in after.Members.Required.Except(before.Members.Required).Where(name => !IsDeclared(name)))
            at.Below($"/{JsonPointer.Escape(name)}").Add(isRequest, "The property is now required.");
        foreach (var name in before.Members.Required.Except(after.Members.Required).Where(name => !IsDeclared(name)))
            at.Below($"/{JsonPointer.Escape(name)}").Add(!isRequest, "The property is now optional.");

        var (allowed, allows) = (AllowsOthers(before), AllowsOthers(after));
        if (allowed != allows)
            at.Add(isRequest && allowed, allows ? "Other properties are now allowed." : "Other properties aren't allowed any more.");
        else if (allows)
            Add(before.Additional, after.Additional, at.Below("/*"));

        bool IsDeclared(string name) => before.Properties.ContainsKey(name) || after.Properties.ContainsKey(name);
    }

    /// <summary>A name that no document has declared.</summary>
    private static bool AllowsOthers(SchemaSurface surface) => surface.Members.Allows("\u0001");

    /// <summary>Requests don't have read-only properties, and responses no write-only ones.</summary>
    private bool IsRelevant(SchemaSurface member) => isRequest ? !member.IsReadOnly : !member.IsWriteOnly;

    private bool IsRelevantIn(SchemaSurface surface, string name)
        => surface.Properties.TryGetValue(name, out var member) && IsRelevant(member);

    /// <summary>A number can also be an integer.</summary>
    private static JsonTypes Widened(JsonTypes types) => types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;

    private static string Names(JsonTypes types, JsonTypes declared)
        => string.Join(", ", Enum.GetValues<JsonTypes>()
            .Where(type => type != JsonTypes.None && int.PopCount((int)type) == 1 && types.HasFlag(type))
            .Where(type => type != JsonTypes.Integer || !types.HasFlag(JsonTypes.Number) || !declared.HasFlag(JsonTypes.Number))
            .Select(type => type.ToString().ToLowerInvariant()));
}
