using System.Buffers;
using System.Globalization;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Reads the paths of Ingresses.</summary>
internal static class IngressPaths
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("()[]{}*+?|^$\\");

    /// <summary>Returns the paths of an Ingress in their order, with its default backend: for the hosts of its rules, and for all other
    /// requests.</summary>
    public static IEnumerable<IngressPath> Of(V1Ingress ingress)
    {
        var usesRegex = IngressAnnotations.IsTrue(ingress, "use-regex");
        var mayBeRegex = usesRegex || IngressAnnotations.Find(ingress, "rewrite-target") is not null;
        var index = 0;
        foreach (var rule in ingress.Spec?.Rules ?? [])
        {
            foreach (var path in Of(rule, index++))
                yield return IsRegex(path, usesRegex, mayBeRegex) ? path with { Kind = PathConditionKind.Regex } : path;
        }

        if (ingress.Spec?.DefaultBackend is not { } backend)
            yield break;

        foreach (var host in (ingress.Spec.Rules ?? []).Select(rule => HostOf(rule.Host)).OfType<string>().Distinct())
            yield return new IngressPath { Id = $"default/{host}", Rule = -1, Host = host, IsDefault = true, Backend = backend };
        yield return new IngressPath { Id = "default", Rule = -1, IsDefault = true, Backend = backend };
    }

    /// <summary>A rule without paths has the default backend, which it gets as a host of the Ingress.</summary>
    private static IEnumerable<IngressPath> Of(V1IngressRule rule, int index)
    {
        var number = 0;
        foreach (var path in rule.Http?.Paths ?? [])
        {
            yield return new IngressPath
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{index}/{number++}"),
                Rule = index,
                Host = HostOf(rule.Host),
                Path = string.IsNullOrEmpty(path.Path) ? "/" : path.Path,
                Kind = path.PathType == "Exact" ? PathConditionKind.Exact : PathConditionKind.Prefix,
                Backend = path.Backend,
            };
        }
    }

    /// <summary>A path is a regular expression if an annotation asks for it, and only if it has a special character.</summary>
    private static bool IsRegex(IngressPath path, bool usesRegex, bool mayBeRegex)
        => path.Kind == PathConditionKind.Prefix
            && mayBeRegex
            && (path.Path.AsSpan().ContainsAny(s_special) || (usesRegex && path.Path.Contains('.', StringComparison.Ordinal)));

    private static string? HostOf(string? host) => string.IsNullOrEmpty(host) ? null : host.ToLowerInvariant();
}
