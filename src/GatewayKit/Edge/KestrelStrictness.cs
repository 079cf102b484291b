namespace GatewayKit.Edge;

/// <summary>Strict settings of Kestrel that apply to the whole process.</summary>
internal static class KestrelStrictness
{
    private const string NoBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>
    /// Accepts only CR LF as the end of a line in HTTP/1.1. RFC 9112, section 2.2, allows a server to accept a bare LF, on which
    /// servers disagree. Doesn't change a switch that the host set itself. Call it before the
    /// server is built.
    /// </summary>
    public static void Apply()
    {
        if (!AppContext.TryGetSwitch(NoBareLineFeeds, out _))
            AppContext.SetSwitch(NoBareLineFeeds, true);
    }
}
