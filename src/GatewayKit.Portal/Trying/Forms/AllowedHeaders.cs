using GatewayKit.Edge;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>
/// Decides which headers a form can have. The names come from documents, which could otherwise forge the address or the identity of a
/// reader, or change the framing of the request.
/// </summary>
internal static class AllowedHeaders
{
    private const int MaxName = 100;

    /// <summary>OpenAPI 3.1, section 4.8.12.2: these aren't parameters. Others belong to the connection or to browsers.</summary>
    private static readonly HashSet<string> s_denied = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Content-Length", "Content-Type", "Cookie", "Cookie2", "Expect", "Set-Cookie",
    };

    /// <summary>Returns whether a parameter can have the name.</summary>
    public static bool Allows(string name) => !s_denied.Contains(name) && IsPlain(name);

    /// <summary>Returns whether a credential can be in the header.</summary>
    public static bool AllowsCredential(string name)
        => name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || Allows(name);

    /// <summary>Returns whether the gateway passes a header of any client to plugins and upstreams.</summary>
    private static bool IsPlain(string name)
        => name.Length <= MaxName && HttpSyntax.IsToken(name) && HeaderRules.Of(name) == HeaderRule.Pass;
}
