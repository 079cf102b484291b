using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Evaluates rules that select namespaces.</summary>
internal static class NamespaceRules
{
    /// <summary>Returns whether a rule selects a namespace.</summary>
    /// <param name="rule">The rule; null for the default.</param>
    /// <param name="whenMissing">The default of <c>from</c>: <c>Same</c> for routes, <c>None</c> for ListenerSets.</param>
    /// <param name="own">The namespace of the resource with the rule.</param>
    /// <param name="candidate">The namespace to select.</param>
    /// <param name="lookups">The lookups.</param>
    public static bool Selects(NamespaceRule? rule, string whenMissing, string own, string candidate, Lookups lookups)
        => (rule?.From ?? whenMissing) switch
        {
            "All" => true,
            "Same" => own == candidate,
            "Selector" => rule?.Selector is { } selector
                && lookups.Read(Sources.Namespaces, new ResourceName("", candidate)) is { } resource
                && Matches(selector, resource.Metadata.Labels),
            _ => false,
        };

    private static bool Matches(V1LabelSelector selector, IDictionary<string, string>? labels)
        => (selector.MatchLabels?.All(pair => Value(labels, pair.Key) == pair.Value) ?? true)
            && (selector.MatchExpressions?.All(expression => Matches(expression, Value(labels, expression.Key))) ?? true);

    private static string? Value(IDictionary<string, string>? labels, string key)
        => labels is not null && labels.TryGetValue(key, out var value) ? value : null;

    private static bool Matches(V1LabelSelectorRequirement requirement, string? value) => requirement.OperatorProperty switch
    {
        "In" => value is not null && requirement.Values?.Contains(value) == true,
        "NotIn" => value is null || requirement.Values?.Contains(value) != true,
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        _ => false,
    };
}
