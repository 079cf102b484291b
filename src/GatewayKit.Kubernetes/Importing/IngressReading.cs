using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Ingresses;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Reads Ingresses as the gateway does: their settings, paths, hosts and warnings.</summary>
/// <param name="lookups">The resources.</param>
/// <param name="warnings">Collects the warnings.</param>
internal sealed partial class IngressReading(Lookups lookups, ImportWarnings warnings)
{
    private const string Passthrough = "ssl-passthrough";

    /// <summary>The warnings about what isn't in the manifests, but can be in the cluster.</summary>
    private static readonly string[] s_ofCluster = ["BackendNotFound", "InvalidCertificate", "PortUnavailable", "UnsupportedProtocol"];

    /// <summary>Returns the Ingresses that aren't canaries, the oldest first.</summary>
    public ImmutableArray<ImportedIngress> Read()
    {
        V1Ingress[] all = [.. lookups.ReadAll(Sources.Ingresses).Values.OrderByAge()];
        ImmutableArray<ImportedIngress> read = [.. all.Where(ingress => !CanaryRule.IsCanary(ingress)).Select(Read)];
        foreach (var canary in all.Where(CanaryRule.IsCanary))
            Warn(canary);
        PathClaims.Decide(read, warnings);
        return read;
    }

    private ImportedIngress Read(V1Ingress ingress)
    {
        Warn(ingress);
        var settings = AnnotationReader.Read(ingress, ImportInput.Class, lookups);
        var paths = ImmutableArray.CreateBuilder<ImportedPath>();
        IngressPath[] own = [.. IngressPaths.Of(ingress)];
        foreach (var path in own)
            Add(new ImportedPath(path, paths.Count, null));
        foreach (var host in own.Select(path => path.Host).Distinct())
        {
            foreach (var (_, path, plugin) in IngressRedirects.Of(host, settings))
                Add(new ImportedPath(path, paths.Count, plugin));
        }

        return new ImportedIngress
        {
            Ingress = ingress,
            Settings = settings,
            Paths = paths.DrainToImmutable(),
        };

        void Add(ImportedPath path)
        {
            if (path.Path.Host is { } first)
                path.Hosts.AddRange(settings.Aliases.Prepend(first).Distinct());
            else
                path.Hosts.Add(null);
            paths.Add(path);
        }
    }

    private void Warn(V1Ingress ingress)
    {
        var name = ResourceName.Of(ingress);
        foreach (var warning in new IngressTranslator(ingress, ImportInput.Class, lookups).Translate().Warnings)
        {
            if (warning.Reason == "Conflict" || s_ofCluster.Contains(warning.Reason))
                continue;
            warnings.Add(name, Annotation().Match(warning.Message) is { Success: true } annotation
                ? $"{warning.Message} {ImportAdvice.Of(annotation.Groups[1].Value)}" : warning.Message);
        }

        if ("true".Equals(IngressAnnotations.Find(ingress, Passthrough), StringComparison.OrdinalIgnoreCase))
        {
            warnings.Add(
                name, $"{IngressAnnotations.Prefix}{Passthrough}: the gateway ends TLS instead of passing it on. "
                    + ImportAdvice.Of(Passthrough));
        }

        if ((ingress.Spec.Tls ?? []).Any(tls => string.IsNullOrEmpty(tls.SecretName)))
        {
            warnings.Add(
                name, "an entry of spec.tls has no secretName, and the gateway has no certificate of its own. Create a Secret of the type "
                    + "kubernetes.io/tls, and name it there.");
        }
    }

    [GeneratedRegex(@"\Anginx\.ingress\.kubernetes\.io/([^:]+): ")]
    private static partial Regex Annotation();
}
