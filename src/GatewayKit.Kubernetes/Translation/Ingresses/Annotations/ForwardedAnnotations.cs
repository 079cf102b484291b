using GatewayKit.Configuration;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The settings of the plugin <c>forward-auth</c>.</summary>
internal static class ForwardedAnnotations
{
    /// <param name="annotations">The annotations.</param>
    /// <param name="ingress">The Ingress.</param>
    /// <param name="exempt">The networks whose requests don't need the service.</param>
    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations, V1Ingress ingress, string[] exempt)
    {
        var method = annotations.Text("auth-method")?.ToUpperInvariant() ?? "GET";
        var upstreamHeaders = annotations.List("auth-response-headers");
        var signInUrl = SignIn(annotations);
        if (annotations.Text("auth-url") is not { } text)
            yield break;

        var url = AuthUrl.Of(text);
        if (url is null || !AuthUrl.IsAbsolute(url))
        {
            annotations.Close(
                "auth-url", "it must be an absolute URL; its variables can be $scheme, $host, $http_host, $request_uri, "
                    + "$escaped_request_uri and $remote_addr.");
        }
        else if (AuthUrl.HasHost(url) && IngressPaths.Of(ingress).Any(path => path.Host is null))
            annotations.Close("auth-url", "it has the host of the request, which every path of the Ingress must have then.");
        else if (Array.Find(upstreamHeaders, header => !HttpSyntax.IsToken(header)) is { } invalid)
            annotations.Close("auth-response-headers", $"'{invalid}' isn't a header.");
        else if (method is not ("GET" or "HEAD" or "POST"))
            annotations.Close("auth-method", "it must be GET, HEAD or POST.");
        else
        {
            var options = new Dictionary<string, object?>
            {
                ["url"] = url,
                ["method"] = method,
                ["upstreamHeaders"] = upstreamHeaders,
            };
            if (signInUrl is not null)
                options["signInUrl"] = signInUrl;
            options["originalHeaders"] = true;
            if (exempt.Length > 0)
                options["exempt"] = exempt;
            yield return AnnotationReader.Entry("forward-auth", "annotation", options);
        }
    }

    /// <summary>Returns the page where clients sign in. Without it, they get a 401.</summary>
    private static string? SignIn(IngressAnnotations annotations)
    {
        var parameter = annotations.Text("auth-signin-redirect-param") ?? "rd";
        if (!HttpSyntax.IsToken(parameter))
        {
            annotations.Invalid("auth-signin-redirect-param", "it must be a name without special characters.");
            parameter = "rd";
        }

        if (annotations.Text("auth-signin") is not { } text)
            return null;
        if (AuthUrl.Of(text) is { } url && AuthUrl.IsAbsolute(url))
            return AuthUrl.WithReturn(url, parameter);

        annotations.Invalid("auth-signin", "it must be an absolute URL with the variables of auth-url.");
        return null;
    }
}
