namespace GatewayKit.Transforms;

/// <summary>A segment of a path (RFC 9535, section 2.5).</summary>
/// <param name="IsDescendant">Whether the selectors apply to the values in a value, too.</param>
/// <param name="Selectors">The selectors.</param>
internal sealed record JsonPathSegment(bool IsDescendant, IReadOnlyList<JsonSelector> Selectors)
{
    /// <summary>Gets whether the segment selects at most one value.</summary>
    public bool IsSingular => !IsDescendant && Selectors is [NameSelector or IndexSelector or PointerSelector];

    /// <summary>Adds the values that the segment selects from a value.</summary>
    public void Select(JsonTree value, JsonPathRun run, List<JsonMatch> output)
    {
        run.Spend(1);
        foreach (var selector in Selectors)
            selector.Select(value, run, output);
        if (!IsDescendant)
            return;

        if (value.Items is { } items)
        {
            foreach (var item in items)
                Select(item, run, output);
        }
        else if (value.Members is { } members)
        {
            foreach (var member in members)
                Select(member.Value, run, output);
        }
    }
}
