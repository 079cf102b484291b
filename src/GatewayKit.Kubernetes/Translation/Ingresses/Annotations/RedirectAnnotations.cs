using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The redirects of all paths of an Ingress.</summary>
internal static class RedirectAnnotations
{
    /// <summary>The class whose Ingresses redirect to HTTPS by default, as they did in ingress-nginx.</summary>
    private const string OldClass = "nginx";

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations, V1Ingress ingress, string @class)
    {
        var hasTls = ingress.Spec?.Tls is { Count: > 0 };
        var isWanted = annotations.Flag("ssl-redirect", otherwise: @class == OldClass);
        if (annotations.Flag("force-ssl-redirect") || (isWanted && hasTls))
        {
            yield return AnnotationReader.Entry(
                LocationPlugin.Name, "https", new { location = "https://$host$request_uri", status = 308, onlyHttp = true });
        }

        foreach (var (name, usual, code) in new[]
        {
            ("temporal-redirect", 302, "temporal-redirect-code"), ("permanent-redirect", 301, "permanent-redirect-code"),
        })
        {
            var status = annotations.Number(code, 300, 308) ?? usual;
            if (annotations.Text(name) is not { } location)
                continue;
            if (LocationTemplate.Problem(location) is { } problem)
                annotations.Close(name, $"it {problem}.");
            else
                yield return AnnotationReader.Entry(LocationPlugin.Name, name, new { location, status });
        }
    }
}
