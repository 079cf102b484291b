using GatewayKit.Configuration.Matching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The share of the requests of a path that an Ingress with the annotation <c>canary</c> gets: by header, then by cookie, then by
/// weight.</summary>
/// <param name="Header">The condition of the requests that it gets; null for none.</param>
/// <param name="NotHeader">The condition of the requests that it doesn't get; null for none.</param>
/// <param name="Cookie">The condition of the requests that it gets; null for none.</param>
/// <param name="NotCookie">The condition of the requests that it doesn't get; null for none.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Total">The sum of its weight and that of the path.</param>
internal sealed record CanaryRule(
    ValueCondition? Header, ValueCondition? NotHeader, ValueCondition? Cookie, ValueCondition? NotCookie, int Weight, int Total)
{
    private const string Always = "always";
    private const string Never = "never";
    private const int HighestWeight = 1_000_000;

    public static readonly string[] Annotations =
    [
        "canary", "canary-weight", "canary-weight-total", "canary-by-header", "canary-by-header-value", "canary-by-header-pattern",
        "canary-by-cookie",
    ];

    public static bool IsCanary(V1Ingress ingress) => IngressAnnotations.Find(ingress, "canary") == "true";

    public static CanaryRule Of(V1Ingress ingress)
    {
        var annotations = new IngressAnnotations(ingress);
        var (header, cookie) = (annotations.Text("canary-by-header"), annotations.Text("canary-by-cookie"));
        var (value, pattern) = (annotations.Text("canary-by-header-value"), annotations.Text("canary-by-header-pattern"));
        var total = annotations.Number("canary-weight-total", 1, HighestWeight) ?? 100;
        var weight = Math.Min(annotations.Number("canary-weight", 0, HighestWeight) ?? 0, total);
        var isPlain = value is null && pattern is null;
        return new CanaryRule(
            header is null ? null
                : value is null && pattern is not null ? new ValueCondition(header, ValueConditionKind.Regex, $".*(?:{pattern}).*")
                : new ValueCondition(header, ValueConditionKind.Exact, value ?? Always),
            header is null || !isPlain ? null : new ValueCondition(header, ValueConditionKind.Exact, Never),
            cookie is null ? null : new ValueCondition(cookie, ValueConditionKind.Exact, Always),
            cookie is null ? null : new ValueCondition(cookie, ValueConditionKind.Exact, Never),
            weight,
            total);
    }
}
