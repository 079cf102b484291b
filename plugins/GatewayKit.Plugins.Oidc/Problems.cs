namespace GatewayKit.Plugins.Oidc;

/// <summary>The responses of the plugin to requests that fail. They contain nothing of the request or of the provider.</summary>
internal static class Problems
{
    public static readonly GatewayResponse Unavailable = Problem(
        503, "Service Unavailable", "The identity provider isn't available. Try again later.").WithHeader("Retry-After", "5");

    public static readonly GatewayResponse ProviderFailed = Problem(
        502, "Bad Gateway", "The identity provider's response can't be used.");

    public static readonly GatewayResponse SessionTooLarge = Problem(
        502, "Bad Gateway", "The identity provider's tokens are too large for a session cookie.");

    public static readonly GatewayResponse StoreUnavailable = Problem(
        503, "Service Unavailable", "The gateway can't check this session at the moment.").WithHeader("Retry-After", "1");

    public static readonly GatewayResponse NoRoute = Problem(
        500, "Internal Server Error", "The login isn't configured completely.");

    public static readonly GatewayResponse Host = Problem(
        400, "Bad Request", "A login isn't possible for this host, or needs HTTPS.");

    public static readonly GatewayResponse Malformed = Problem(400, "Bad Request", "The request isn't a valid response to a login.");

    public static readonly GatewayResponse UnknownLogin = Problem(
        400, "Bad Request", "The login has expired, was completed, or was started in another browser. Start again.");

    public static readonly GatewayResponse CodeRefused = Problem(
        400, "Bad Request", "The identity provider doesn't accept the login's code. Start again.");

    public static readonly GatewayResponse Denied = Problem(403, "Forbidden", "The identity provider denied the login.");

    public static readonly GatewayResponse NeedsInteraction = Problem(
        403, "Forbidden", "The identity provider needs the user to log in or to agree.");

    public static readonly GatewayResponse Forged = Problem(403, "Forbidden", "The request comes from a page of another site.");

    public static readonly GatewayResponse MethodNotAllowed = Problem(405, "Method Not Allowed", "The path doesn't support this method.");

    public static readonly GatewayResponse InvalidLogoutToken = Problem(400, "Bad Request", "The logout token isn't valid.");

    public static GatewayResponse Forbidden(string? reason) => Problem(403, "Forbidden", reason ?? "");

    private static GatewayResponse Problem(int status, string title, string detail)
        => GatewayResponse.Problem(status, title, detail).WithHeader("Cache-Control", "no-store");
}
