using System.Collections.Frozen;

namespace GatewayKit.Plugins.Cache.Freshness;

/// <summary>The statuses that a cache treats specially.</summary>
internal static class StatusRules
{
    /// <summary>The statuses that may be stored although the upstream doesn't say for how long (RFC 9110, section 15.1),
    /// except 206.</summary>
    private static readonly FrozenSet<int> s_byDefault = FrozenSet.Create(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

    /// <summary>The final statuses of RFC 9110, section 15, and RFC 6585: those whose meaning the cache knows.</summary>
    private static readonly FrozenSet<int> s_known = FrozenSet.Create(
        200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
        413, 414, 415, 416, 417, 421, 422, 426, 428, 429, 431, 500, 501, 502, 503, 504, 505, 511);

    public static bool IsStoredByDefault(int status) => s_byDefault.Contains(status);

    /// <summary>Returns whether the headers of a request cause a status: another request for the same URI has another response.</summary>
    public static bool IsForOneRequest(int status) => status is 206 or 304 or 412 or 416 or 417;

    public static bool IsKnown(int status) => s_known.Contains(status);

    /// <summary>Returns whether a stale response may replace an error (RFC 5861, section 4).</summary>
    public static bool IsError(int status) => status is 500 or 502 or 503 or 504;
}
