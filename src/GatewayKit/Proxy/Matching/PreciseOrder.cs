namespace GatewayKit.Proxy.Matching;

/// <summary>
/// The order in which routes of the same listener, host and path are compared with a request (Gateway API v1, <c>HTTPRouteRule</c>): with
/// a method, more headers, more query parameters, more cookies, older, owner, position. Of regular expressions of the path, the longest
/// comes first. Two different routes are equal only if one of them is picked by weight.
/// </summary>
internal sealed class PreciseOrder : IComparer<PreciseRoute>
{
    public static readonly PreciseOrder Instance = new();

    public int Compare(PreciseRoute? x, PreciseRoute? y)
    {
        var (a, b) = (x!.Match, y!.Match);
        var order = (y.Regex?.Pattern.Length ?? 0).CompareTo(x.Regex?.Pattern.Length ?? 0);
        if (order == 0)
            order = (a.Method is null).CompareTo(b.Method is null);
        if (order == 0)
            order = b.Headers.Length.CompareTo(a.Headers.Length);
        if (order == 0)
            order = b.Query.Length.CompareTo(a.Query.Length);
        if (order == 0)
            order = b.Cookies.Length.CompareTo(a.Cookies.Length);
        if (order == 0)
            order = a.Created.CompareTo(b.Created);
        if (order == 0)
            order = string.CompareOrdinal(a.Owner, b.Owner);
        if (order == 0)
            order = a.Position.CompareTo(b.Position);
        if (order == 0)
            order = string.CompareOrdinal(a.Choice, b.Choice);
        return order == 0 && a.Choice is null ? string.CompareOrdinal(x.Id, y.Id) : order;
    }
}
