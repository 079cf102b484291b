using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>
/// Resources grouped by a key that they contain, such as policies by target. A change of a resource changes only the groups that it is in.
/// Instances are static.
/// </summary>
/// <param name="source">The resources.</param>
/// <param name="keys">Returns the keys of a resource.</param>
internal sealed class ResourceGroups<TKey, T>(MapSource<T> source, Func<T, IEnumerable<TKey>> keys)
    where TKey : notnull
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly MemoPart<int, Dictionary<TKey, List<T>>> _groups = new(
        (_, lookups) => Group(lookups.ReadAll(source), keys),
        (_, _) => false);

    private MemoPart<TKey, ImmutableArray<T>> Members => field ??= new(
        (key, lookups) => lookups.Get(_groups, 0).TryGetValue(key, out var members) ? [.. members] : [],
        AreSame);

    /// <summary>Returns the resources with a key, in the order of their names.</summary>
    public ImmutableArray<T> Of(TKey key, Lookups lookups) => lookups.Get(Members, key);

    private bool AreSame(ImmutableArray<T> before, ImmutableArray<T> now)
    {
        if (before.Length != now.Length)
            return false;
        for (var i = 0; i < now.Length; i++)
        {
            if (!source.AreSame(before[i], now[i]))
                return false;
        }

        return true;
    }

    private static Dictionary<TKey, List<T>> Group(ImmutableDictionary<ResourceName, T> resources, Func<T, IEnumerable<TKey>> keys)
    {
        var groups = new Dictionary<TKey, List<T>>();
        foreach (var (_, resource) in resources.OrderBy(pair => pair.Key))
        {
            foreach (var key in keys(resource).Distinct())
            {
                if (!groups.TryGetValue(key, out var members))
                    groups.Add(key, members = []);
                members.Add(resource);
            }
        }

        return groups;
    }
}
