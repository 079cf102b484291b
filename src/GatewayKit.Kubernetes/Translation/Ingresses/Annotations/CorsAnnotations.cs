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
        var origins = annotations.List("cors-allow-origin");
        var methods = annotations.List("cors-allow-methods");
        var headers = annotations.List("cors-allow-headers").Except(s_forbidden, StringComparer.OrdinalIgnoreCase).ToArray();
        var exposedHeaders = annotations.List("cors-expose-headers");
        var credentials = annotations.Flag("cors-allow-credentials", otherwise: true);
        var age = Math.Min(annotations.Number("cors-max-age", 0, int.MaxValue) ?? Day, Day);
        if (!annotations.Flag("enable-cors"))
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
                maxAge = TimeSpan.FromSeconds(age),
            }),
        ];
    }
}
