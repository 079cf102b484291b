using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The cookie that keeps a client at an endpoint.</summary>
internal static class SessionAnnotations
{
    private const string UsualName = "INGRESSCOOKIE";

    public static SessionAffinityConfig? Read(IngressAnnotations annotations)
    {
        var kind = annotations.Text("affinity");
        var name = Valid(
            "session-cookie-name", text => HttpSyntax.IsToken(text), "it must be a name without special characters.", annotations);
        var expires = annotations.Number("session-cookie-expires", 0, int.MaxValue);
        var age = annotations.Number("session-cookie-max-age", 0, int.MaxValue) ?? expires;
        var cookie = new SessionAffinityCookieConfig
        {
            Path = Valid("session-cookie-path", IsPath, "it must be a path.", annotations) ?? "/",
            Domain = Valid(
                "session-cookie-domain", text => Uri.CheckHostName(text.TrimStart('.')) == UriHostNameType.Dns, "it must be a host name.",
                annotations),
            HttpOnly = true,
            MaxAge = age is null ? null : TimeSpan.FromSeconds(age.Value),
            SecurePolicy = annotations.Flag("session-cookie-secure") ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
            SameSite = annotations.Choice("session-cookie-samesite", "none", "lax", "strict") switch
            {
                "none" => SameSiteMode.None,
                "lax" => SameSiteMode.Lax,
                "strict" => SameSiteMode.Strict,
                _ => SameSiteMode.Unspecified,
            },
        };

        if (annotations.Text("affinity-mode") is { } mode && mode != "persistent")
            annotations.Unsupported("affinity-mode", "clients keep their endpoint as long as it is ready, as in the mode persistent.");
        if (annotations.Flag("session-cookie-change-on-failure"))
        {
            annotations.Unsupported(
                "session-cookie-change-on-failure", "clients keep the cookie of an endpoint as long as it is ready.");
        }

        if (kind is null)
            return null;
        if (kind != "cookie")
        {
            annotations.Invalid("affinity", "it must be cookie.");
            return null;
        }

        return new SessionAffinityConfig
        {
            Enabled = true,
            Policy = "HashCookie",
            FailurePolicy = "Redistribute",
            AffinityKeyName = name ?? UsualName,
            Cookie = cookie,
        };
    }

    private static bool IsPath(string text)
        => text.StartsWith('/') && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.Contains(';', StringComparison.Ordinal);

    private static string? Valid(string annotation, Predicate<string> isValid, string message, IngressAnnotations annotations)
    {
        if (annotations.Text(annotation) is not { } text || isValid(text))
            return annotations.Text(annotation);

        annotations.Invalid(annotation, message);
        return null;
    }
}
