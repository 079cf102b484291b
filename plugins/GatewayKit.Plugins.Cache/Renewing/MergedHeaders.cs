using GatewayKit.Plugins.Cache.Serving;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Renewing;

/// <summary>Merges the headers of a 304 into those of a stored response (RFC 9111, section 3.2).</summary>
internal static class MergedHeaders
{
    public static IHeaderDictionary Of(StoredResponse stored, IHeaderDictionary received)
    {
        IHeaderDictionary merged = new HeaderDictionary();
        foreach (var (name, value) in stored.Headers)
        {
            if (!IsRenewed(name, received))
                merged.Append(name, value);
        }

        foreach (var (name, values) in received)
        {
            if (IsTaken(name))
                merged[name] = values;
        }

        if (stored.ContentType is not null)
            merged.ContentType = stored.ContentType;
        return merged;
    }

    private static bool IsRenewed(string name, IHeaderDictionary received) => IsTaken(name) && received.ContainsKey(name);

    // Only the client that asked gets a cookie of a 304.
    private static bool IsTaken(string name)
        => !StoredHeaders.DescribeBody(name) && !name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);
}
