using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The replacement of addresses of backends in redirects and cookies.</summary>
internal static class AddressAnnotations
{
    private const string Off = "off";

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations)
    {
        var redirect = Redirect(annotations);
        var cookieDomain = Cookie("proxy-cookie-domain", annotations);
        var cookiePath = Cookie("proxy-cookie-path", annotations);
        if (redirect is not null)
            yield return AnnotationReader.Entry(AddressesPlugin.Name, "redirect", new { redirect });
        if (cookieDomain is not null)
            yield return AnnotationReader.Entry(AddressesPlugin.Name, "cookie-domain", new { cookieDomain });
        if (cookiePath is not null)
            yield return AnnotationReader.Entry(AddressesPlugin.Name, "cookie-path", new { cookiePath });
    }

    private static object? Redirect(IngressAnnotations annotations)
    {
        const string fromName = "proxy-redirect-from";
        const string toName = "proxy-redirect-to";
        if (annotations.Text(fromName) is not { } from || annotations.Text(toName) is not { } to || from == Off || to == Off)
            return null;

        // The address that nginx would replace by default is one of its own, which backends don't know.
        if (from == "default" || to == "default")
        {
            annotations.Unsupported(from == "default" ? fromName : toName, "default has no effect.");
            return null;
        }

        return Replacement(to.Contains('$', StringComparison.Ordinal) ? toName : fromName, from, to, annotations, toName);
    }

    private static object? Cookie(string name, IngressAnnotations annotations)
    {
        if (annotations.Text(name) is not { } text || text == Off)
            return null;
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var from, var to])
            return Replacement(name, from, to, annotations);

        annotations.Invalid(name, "it must be two values, such as 'inner.example shop.example'.");
        return null;
    }

    private static object? Replacement(string name, string from, string to, IngressAnnotations annotations, string? other = null)
    {
        if (AddressReplacement.Problem(from, to) is not { } problem)
            return new { from, to };

        annotations.Invalid(name, $"it {problem}.");
        if (other is not null && other != name)
            annotations.Invalid(other, $"{name} is invalid.");
        return null;
    }
}
