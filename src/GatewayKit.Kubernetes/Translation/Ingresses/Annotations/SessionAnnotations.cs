using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The cookie that keeps a client at an endpoint.</summary>
internal static class SessionAnnotations
{
    public static SessionAffinityConfig? Read(IngressAnnotations annotations)
    {
        var kind = annotations.Text("affinity");
        var name = annotations.Text("session-cookie-name") ?? "INGRESSCOOKIE";
        var expires = annotations.Number("session-cookie-expires", 0, int.MaxValue);
        var age = annotations.Number("session-cookie-max-age", 0, int.MaxValue) ?? expires;
        var cookie = new SessionAffinityCookieConfig
        {
            Path = annotations.Text("session-cookie-path") ?? "/",
            Domain = annotations.Text("session-cookie-domain"),
            HttpOnly = true,
            MaxAge = age is null ? null : TimeSpan.FromSeconds(age.Value),
            SecurePolicy = annotations.Flag("session-cookie-secure") ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
            SameSite = annotations.Text("session-cookie-samesite")?.ToLowerInvariant() switch
            {
                "none" => SameSiteMode.None,
                "lax" => SameSiteMode.Lax,
                "strict" => SameSiteMode.Strict,
                _ => SameSiteMode.Unspecified,
            },
        };

        // Clients always keep their endpoint as long as it is there.
        annotations.Text("affinity-mode");
        annotations.Text("session-cookie-change-on-failure");
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
            AffinityKeyName = name,
            Cookie = cookie,
        };
    }
}
