using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>Compares two versions of a map.</summary>
internal static class MapComparison
{
    /// <summary>Returns the names whose values differ, and perhaps others.</summary>
    /// <remarks>
    /// Maps list their entries by hash, so that equal entries come together, and the nodes that two versions share are read once.
    /// </remarks>
    /// <param name="before">The version before.</param>
    /// <param name="now">The next version.</param>
    /// <param name="areSame">Whether two values are the same object.</param>
    public static HashSet<ResourceName> Differences<T>(
        ImmutableDictionary<ResourceName, T> before, ImmutableDictionary<ResourceName, T> now, Func<T, T, bool> areSame)
    {
        var differences = new HashSet<ResourceName>();
        using var old = before.GetEnumerator();
        using var next = now.GetEnumerator();
        var (hasOld, hasNext) = (old.MoveNext(), next.MoveNext());
        while (hasOld || hasNext)
        {
            var order = !hasOld ? 1 : !hasNext ? -1 : Compare(old.Current, next.Current, areSame);
            if (order is not 0)
                differences.Add(order < 0 ? old.Current.Key : next.Current.Key);
            if (order <= 0)
                hasOld = old.MoveNext();
            if (order >= 0)
                hasNext = next.MoveNext();
        }

        return differences;
    }

    /// <returns>0 for the same entry; otherwise, less than 0 if the earlier one comes first.</returns>
    private static int Compare<T>(KeyValuePair<ResourceName, T> old, KeyValuePair<ResourceName, T> next, Func<T, T, bool> areSame)
    {
        if (areSame(old.Value, next.Value) && old.Key == next.Key)
            return 0;

        // Different entries with the same hash: either can come first.
        return old.Key.GetHashCode().CompareTo(next.Key.GetHashCode()) is not 0 and var order ? order : -1;
    }
}
