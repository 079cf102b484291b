namespace GatewayKit.Edge;

/// <summary>Strictness of Kestrel's that is only to be had for the whole process.</summary>
internal static class KestrelStrictness
{
    private const string NoBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>
    /// Lets only CR LF end a line of HTTP/1.1. A bare LF, which RFC 9112, section 2.2, allows a server to take, is where
    /// two servers begin to disagree. A host that has set the switch itself keeps what it says. Call it before the
    /// server is built.
    /// </summary>
    public static void Apply()
    {
        if (!AppContext.TryGetSwitch(NoBareLineFeeds, out _))
            AppContext.SetSwitch(NoBareLineFeeds, true);
    }
}
