using System.Collections.Immutable;

namespace GatewayKit.Configuration.Matching;

/// <summary>Compares matches by content: records compare their lists by reference.</summary>
internal static class MatchContent
{
    /// <summary>Returns whether two matches are equal.</summary>
    public static bool IsSame(PreciseMatch? a, PreciseMatch? b)
        => ReferenceEquals(a, b)
            || (a is not null && b is not null
                && WithoutLists(a) == WithoutLists(b)
                && AreSame(a.Listeners, b.Listeners)
                && AreSame(a.Hosts, b.Hosts)
                && AreSame(a.Headers, b.Headers)
                && AreSame(a.Query, b.Query)
                && AreSame(a.Cookies, b.Cookies));

    /// <summary>Returns whether two matches differ in their weights, at most.</summary>
    public static bool HasSameConditions(PreciseMatch a, PreciseMatch b) => IsSame(a with { Weight = b.Weight }, b);

    private static PreciseMatch WithoutLists(PreciseMatch match)
        => match with { Listeners = [], Hosts = [], Headers = [], Query = [], Cookies = [] };

    private static bool AreSame<T>(ImmutableArray<T> a, ImmutableArray<T> b) => a.AsSpan().SequenceEqual(b.AsSpan());
}
