using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>The annotations that Ingresses can have, but routes can't: their effects need more than a plugin with options.</summary>
internal static class UnmappedAnnotations
{
    /// <summary>Returns the settings, closed if an annotation that protects the paths can't be imported.</summary>
    public static IngressSettings Check(V1Ingress ingress, IngressSettings settings, ImportWarnings warnings)
    {
        var isClosed = settings.IsClosed;
        if (Uses(PasswordFilePlugin.Name) && IngressAnnotations.Find(ingress, "auth-secret-type") == "auth-map")
        {
            Close("auth-secret-type", "a Secret with a key for each user can't be imported.",
                "Create a Secret with the key 'auth' and the lines USER:HASH.");
        }

        if (Uses(ClientCertificatePlugin.Name))
            Close("auth-tls-secret", "client certificates can't be imported.", ImportAdvice.Of("auth-tls-secret"));
        if (settings.Mirror is not null)
            Warn("mirror-target", "copies of requests aren't imported.", ImportAdvice.Of("mirror-target"));
        if (!settings.ErrorStatuses.IsEmpty)
            Warn("custom-http-errors", "the answers of the default backend aren't imported.", ImportAdvice.Of("custom-http-errors"));
        return settings with { IsClosed = isClosed };

        bool Uses(string plugin) => settings.Plugins.Any(entry => entry.Name == plugin);

        void Close(string name, string problem, string advice)
        {
            isClosed = true;
            Warn(name, $"{problem} Requests get the status 503.", advice);
        }

        void Warn(string name, string problem, string advice)
            => warnings.Add(ResourceName.Of(ingress), $"{IngressAnnotations.Prefix}{name}: {problem} {advice}");
    }
}
