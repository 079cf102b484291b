using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Finds the backends of a path: those of the Ingress and of its canary, each with the conditions of its requests.</summary>
/// <param name="lookups">The resources.</param>
/// <param name="warnings">Collects the warnings.</param>
internal sealed class PathBackends(Lookups lookups, ImportWarnings warnings)
{
    /// <summary>Returns the backends of a path in the order of their precedence.</summary>
    /// <returns>The conditions, and references with weights; none of them if requests get the status 503.</returns>
    public IEnumerable<(ImmutableArray<ValueCondition> Headers, JsonArray Backends)> Of(ImportedIngress ingress, IngressPath path)
    {
        if (IngressConflicts.Canary(ingress.Ingress, path.Key, lookups) is not { } canary)
        {
            yield return ([], One(ingress.Name, path.Backend));
            yield break;
        }

        var rule = CanaryRule.Of(canary);
        var (main, other) = (path.Backend, IngressPaths.Of(canary).First(same => same.Key == path.Key).Backend);
        if (rule.Header is { } header)
            yield return ([header], One(ingress.Name, other));
        if (rule.NotHeader is { } notHeader)
            yield return ([notHeader], One(ingress.Name, main));
        if (rule.Cookie is { } cookie)
            yield return ([PathMatches.Cookie(cookie)], One(ingress.Name, other));
        if (rule.NotCookie is { } notCookie)
            yield return ([PathMatches.Cookie(notCookie)], One(ingress.Name, main));
        yield return ([], rule.Weight == 0 ? One(ingress.Name, main) : References(
            Reference(ingress.Name, main, rule.Total - rule.Weight), Reference(ingress.Name, other, rule.Weight)));
    }

    /// <summary>Returns the Services of an Ingress, with those of its canaries.</summary>
    public IEnumerable<string> Services(ImportedIngress ingress)
        => ingress.Paths.Where(path => !path.IsRedirect && path.Hosts.Count > 0)
            .SelectMany(path => Of(ingress, path.Path))
            .SelectMany(backends => backends.Backends)
            .Select(reference => (string)reference!["name"]!)
            .Distinct();

    private JsonArray One(ResourceName ingress, V1IngressBackend? backend) => References(Reference(ingress, backend, null));

    /// <summary>Without one of the backends, its share can't be unavailable alone.</summary>
    private static JsonArray References(params JsonObject?[] references)
        => Array.TrueForAll(references, reference => reference is not null) ? new JsonArray(references) : [];

    private JsonObject? Reference(ResourceName ingress, V1IngressBackend? backend, int? weight)
    {
        if (backend?.Service is not { } service)
            return null;

        var name = new ResourceName(ingress.Namespace, service.Name);
        var port = service.Port?.Number is > 0 and var number ? number
            : lookups.Read(Sources.Services, name)?.Spec?.Ports?.FirstOrDefault(
                found => !string.IsNullOrEmpty(found.Name) && found.Name == service.Port?.Name)?.Port;
        if (port is null)
        {
            warnings.Add(
                ingress, $"the port '{service.Port?.Name}' of the Service '{service.Name}' isn't known, so requests get the status 503. "
                    + "Add the manifest of the Service to the input.");
            return null;
        }

        var reference = new JsonObject { ["name"] = service.Name, ["port"] = port };
        if (weight is not null)
            reference["weight"] = weight;
        return reference;
    }
}
