namespace GatewayKit.Kubernetes.Translation;

/// <summary>The differences between the lists of two rounds. Most of their items are the same objects in the same order.</summary>
/// <param name="Removed">The items that only the earlier list has.</param>
/// <param name="Added">The items that only the later list has.</param>
internal sealed record ListChanges<T>(IReadOnlyCollection<T> Removed, IReadOnlyCollection<T> Added)
    where T : class
{
    /// <summary>Compares two lists.</summary>
    /// <param name="before">The earlier list.</param>
    /// <param name="after">The later list.</param>
    /// <param name="owner">Returns the resource of an item.</param>
    public static ListChanges<T> Between(ReadOnlySpan<T> before, ReadOnlySpan<T> after, Func<T, ResourceOwner> owner)
    {
        var removed = new HashSet<T>(ReferenceEqualityComparer.Instance);
        var added = new HashSet<T>(ReferenceEqualityComparer.Instance);
        while (!before.IsEmpty && !after.IsEmpty)
        {
            if (ReferenceEquals(before[0], after[0]))
            {
                before = before[1..];
                after = after[1..];
            }
            else if (before.Length > 1 && owner(before[1]) == owner(after[0]))
            {
                removed.Add(before[0]);
                before = before[1..];
            }
            else if (after.Length > 1 && owner(before[0]) == owner(after[1]))
            {
                added.Add(after[0]);
                after = after[1..];
            }
            else
            {
                removed.Add(before[0]);
                added.Add(after[0]);
                before = before[1..];
                after = after[1..];
            }
        }

        foreach (var item in before)
            removed.Add(item);
        foreach (var item in after)
            added.Add(item);

        // An item that has only moved is in both.
        T[] moved = [.. removed.Where(added.Contains)];
        removed.ExceptWith(moved);
        added.ExceptWith(moved);
        return new ListChanges<T>(removed, added);
    }
}
