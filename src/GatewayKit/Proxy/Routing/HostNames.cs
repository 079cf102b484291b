using System.Numerics;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Endpoints by the names of their hosts, a few names together. Names are those of the configuration: a request with another name
/// finds nothing. Immutable: a change copies the group of each name.
/// </summary>
internal sealed class HostNames
{
    /// <summary>The average number of names in a group. ASP.NET Core compares a request with one after the other.</summary>
    private const int PerGroup = 4;

    private readonly Group?[] _groups;
    private readonly int _names;

    private HostNames(Group?[] groups, int names, int longest) => (_groups, _names, Longest) = (groups, names, longest);

    public bool IsEmpty => _names == 0;

    /// <summary>Gets a length that no name exceeds. A client chooses the length of its host, and a longer one isn't looked up.</summary>
    public int Longest { get; }

    /// <summary>Gets whether the groups have become too large, or far too many.</summary>
    public bool IsUneven => _names > Math.Max(_groups.Length, 4) * PerGroup * 2;

    public IEnumerable<PathLeaf> Leaves => _groups.SelectMany(group => group?.Tree.Leaves ?? []);

    /// <param name="endpoints">The endpoints, each with its names.</param>
    public static HostNames Build(IReadOnlyCollection<(RouteEndpoint Endpoint, string[] Names)> endpoints)
    {
        var all = endpoints.SelectMany(pair => pair.Names).ToHashSet(StringComparer.OrdinalIgnoreCase).Count;
        var members = new List<(RouteEndpoint, string[])>?[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, all / PerGroup))];
        foreach (var pair in endpoints)
        {
            foreach (var index in GroupsOf(pair.Names, members.Length))
                (members[index] ??= []).Add(pair);
        }

        var groups = new Group?[members.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            if (members[i] is { } own)
                groups[i] = Group.Of(own, i, groups.Length);
        }

        return new HostNames(groups, all, LongestOf(endpoints.SelectMany(pair => pair.Names)));
    }

    /// <summary>Adds the leaves whose endpoints could match a name and a path.</summary>
    public void Find(ReadOnlySpan<char> name, ReadOnlySpan<char> path, ref LeafList found)
    {
        if (name.Length <= Longest && _groups[Hash(name) & (_groups.Length - 1)] is { } group && group.Has(name))
            group.Tree.Find(path, ref found);
    }

    /// <summary>Returns the leaves that have an endpoint.</summary>
    public IEnumerable<PathLeaf> LeavesOf(RouteEndpoint endpoint, string[] names)
        => GroupsOf(names, _groups.Length).Select(index => _groups[index]!.Tree.LeafOf(endpoint));

    public HostNames With(RouteEndpoint endpoint, string[] names) => Changed(endpoint, names, 1);

    public HostNames Without(RouteEndpoint endpoint, string[] names) => Changed(endpoint, names, -1);

    private HostNames Changed(RouteEndpoint endpoint, string[] names, int uses)
    {
        if (names.Length == 0)
            return this;

        Group?[] groups = [.. _groups];
        var count = _names;
        foreach (var index in GroupsOf(names, groups.Length))
        {
            var before = groups[index] ?? Group.Empty;
            var after = before.Changed(endpoint, [.. names.Where(name => IndexOf(name, groups.Length) == index)], uses);
            count += after.Count - before.Count;
            groups[index] = after.Count == 0 ? null : after;
        }

        return new HostNames(groups, count, Math.Max(Longest, LongestOf(names)));
    }

    private static int LongestOf(IEnumerable<string> names) => names.Select(name => name.Length).DefaultIfEmpty().Max();

    private static IEnumerable<int> GroupsOf(string[] names, int groups)
        => names.Length == 1 ? [IndexOf(names[0], groups)] : names.Select(name => IndexOf(name, groups)).Distinct();

    private static int IndexOf(string name, int groups) => Hash(name) & (groups - 1);

    private static int Hash(ReadOnlySpan<char> name) => string.GetHashCode(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The names with the same hash, each with the number of its endpoints.</summary>
    private sealed class Group
    {
        public static readonly Group Empty = new([], PathTree.Empty);

        private readonly (string Name, int Uses)[] _names;

        private Group((string Name, int Uses)[] names, PathTree tree) => (_names, Tree) = (names, tree);

        public PathTree Tree { get; }

        public int Count => _names.Length;

        public static Group Of(List<(RouteEndpoint Endpoint, string[] Names)> members, int index, int groups) => new(
            [.. members
                .SelectMany(pair => pair.Names)
                .Where(name => IndexOf(name, groups) == index)
                .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                .Select(same => (same.Key, same.Count()))],
            PathTree.Build([.. members.Select(pair => pair.Endpoint)]));

        public bool Has(ReadOnlySpan<char> name)
        {
            foreach (var (own, _) in _names)
            {
                if (name.Equals(own, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }

        public Group Changed(RouteEndpoint endpoint, string[] names, int uses)
        {
            var counted = _names.ToList();
            foreach (var name in names)
            {
                var i = counted.FindIndex(own => own.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
                if (i < 0)
                    counted.Add((name, uses));
                else if (counted[i].Uses + uses == 0)
                    counted.RemoveAt(i);
                else
                    counted[i] = (counted[i].Name, counted[i].Uses + uses);
            }

            return new Group([.. counted], uses > 0 ? Tree.With(endpoint) : Tree.Without(endpoint));
        }
    }
}
