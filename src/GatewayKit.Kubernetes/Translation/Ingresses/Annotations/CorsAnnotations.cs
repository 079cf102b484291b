using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The settings of the plugin <c>cors</c>.</summary>
internal static class CorsAnnotations
{
    private const string Any = "*";
    private const int Day = 24 * 60 * 60;

    private static readonly string[] s_methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"];

    // Scripts can't set these, but many manifests list them.
    private static readonly string[] s_forbidden = ["Keep-Alive", "Connection", "Host", "Content-Length", "Transfer-Encoding", "Upgrade"];

    private static readonly string[] s_headers =
    [
        "DNT", "User-Agent", "X-Requested-With", "If-Modified-Since", "Cache-Control", "Content-Type", "Range", "Authorization",
    ];

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations)
    {
        var origins = Valid("cors-allow-origin", IsOrigin, annotations);
        var methods = Valid("cors-allow-methods", IsName, annotations);
        var headers = Valid("cors-allow-headers", IsName, annotations).Except(s_forbidden, StringComparer.OrdinalIgnoreCase).ToArray();
        var exposedHeaders = Valid("cors-expose-headers", IsName, annotations);
        var credentials = annotations.Flag("cors-allow-credentials", otherwise: true);
        var age = annotations.Number("cors-max-age", 0, int.MaxValue) ?? Day;
        if (age > Day)
            annotations.Unsupported("cors-max-age", "it is limited to a day.");
        if (!annotations.Flag("enable-cors"))
            return [];

        // An invalid list must not allow all origins.
        if (origins.Length == 0 && annotations.List("cors-allow-origin").Length > 0)
            return [];

        // Browsers accept neither '*' with credentials, so the answer names the origin.
        if (origins.Length == 0 || origins.Contains(Any))
            origins = [credentials ? "/.+/" : Any];
        return
        [
            AnnotationReader.Entry("cors", "annotation", new
            {
                origins,
                methods = methods.Length == 0 ? s_methods : methods,
                headers = headers.Length == 0 ? s_headers : headers,
                exposedHeaders = exposedHeaders.Where(name => name != Any || !credentials).ToArray(),
                credentials,
                maxAge = TimeSpan.FromSeconds(Math.Min(age, Day)),
            }),
        ];
    }

    /// <summary>Returns the items of a list without the invalid ones. Scripts can do less without them.</summary>
    private static string[] Valid(string name, Predicate<string> isValid, IngressAnnotations annotations)
    {
        var items = annotations.List(name);
        foreach (var item in items.Where(item => !isValid(item)))
            annotations.Invalid(name, $"'{item}' isn't valid.");
        return Array.FindAll(items, isValid);
    }

    private static bool IsName(string text) => HttpSyntax.IsToken(text);

    private static bool IsOrigin(string text)
        => text == Any
            || (Uri.TryCreate(text.Replace("://*.", "://any.", StringComparison.Ordinal), UriKind.Absolute, out var origin)
                && origin is { Host.Length: > 0, UserInfo: "", PathAndQuery: "/" or "", Fragment: "" } && !text.EndsWith('/'));
}
