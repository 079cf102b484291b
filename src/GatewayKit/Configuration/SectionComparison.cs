using System.Collections.Immutable;

namespace GatewayKit.Configuration;

/// <summary>Compares versions of a section that code has created. Unchanged entries are the same objects.</summary>
internal static class SectionComparison
{
    /// <summary>Returns the entries in which two versions differ.</summary>
    /// <remarks>
    /// Dictionaries list their entries by hash, so that unchanged entries come together, and the nodes that two versions share are read
    /// once. Entries that don't come together are looked up, so that the result doesn't depend on this order.
    /// </remarks>
    public static SectionDifference Compare<T>(ImmutableDictionary<string, T> before, ImmutableDictionary<string, T> after)
        where T : class
    {
        var ids = ReferenceEquals(before, after) ? [] : Apart(before, after);
        ids.RemoveWhere(id => ReferenceEquals(before.GetValueOrDefault(id), after.GetValueOrDefault(id)));
        return new SectionDifference(before, after, ids);
    }

    /// <summary>Returns the ids of entries that don't come together in both.</summary>
    private static HashSet<string> Apart<T>(ImmutableDictionary<string, T> before, ImmutableDictionary<string, T> after)
        where T : class
    {
        var apart = new HashSet<string>(after.KeyComparer);
        using var old = before.GetEnumerator();
        using var now = after.GetEnumerator();
        var (hasOld, hasNow) = (old.MoveNext(), now.MoveNext());
        while (hasOld || hasNow)
        {
            var order = !hasOld ? 1 : !hasNow ? -1 : Compare(old.Current, now.Current, after.KeyComparer);
            if (order is not 0)
                apart.Add(order < 0 ? old.Current.Key : now.Current.Key);
            if (order <= 0)
                hasOld = old.MoveNext();
            if (order >= 0)
                hasNow = now.MoveNext();
        }

        return apart;
    }

    /// <returns>0 for the same entry; otherwise, less than 0 if the earlier one comes first.</returns>
    private static int Compare<T>(KeyValuePair<string, T> old, KeyValuePair<string, T> now, IEqualityComparer<string> comparer)
        where T : class
    {
        if (ReferenceEquals(old.Value, now.Value) && ReferenceEquals(old.Key, now.Key))
            return 0;

        // Different entries with the same hash: either can come first.
        return comparer.GetHashCode(old.Key).CompareTo(comparer.GetHashCode(now.Key)) is not 0 and var order ? order : -1;
    }
}
