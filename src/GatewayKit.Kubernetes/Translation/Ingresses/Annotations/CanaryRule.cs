using System.Text.RegularExpressions;
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
    private const int LongestPattern = 500;

    private static readonly string[] s_names =
    [
        "canary", "canary-weight", "canary-weight-total", "canary-by-header", "canary-by-header-value", "canary-by-header-pattern",
        "canary-by-cookie",
    ];

    /// <summary>Returns whether an annotation is one of canaries.</summary>
    /// <param name="name">The name without its prefix.</param>
    public static bool Has(string name) => s_names.Contains(name);

    public static bool IsCanary(V1Ingress ingress) => IngressAnnotations.IsTrue(ingress, "canary");

    public static CanaryRule Of(V1Ingress ingress) => Read(new IngressAnnotations(ingress));

    /// <summary>Returns the rule, with a warning for each annotation that is invalid. Without it, the canary gets no requests by
    /// it.</summary>
    public static CanaryRule Read(IngressAnnotations annotations)
    {
        annotations.Flag("canary");
        var (header, cookie) = (Name("canary-by-header", annotations), Name("canary-by-cookie", annotations));
        var (value, pattern) = (annotations.Text("canary-by-header-value"), annotations.Text("canary-by-header-pattern"));
        var total = annotations.Number("canary-weight-total", 1, HighestWeight) ?? 100;
        var weight = annotations.Number("canary-weight", 0, total) ?? 0;
        var isPlain = value is null && pattern is null;
        if (value is not null && pattern is not null)
            annotations.Unsupported("canary-by-header-pattern", "it has no effect with canary-by-header-value.");
        if (value is null && pattern is not null && !IsPattern(pattern))
        {
            annotations.Invalid("canary-by-header-pattern", "it must be a regular expression in the syntax of RE2.");
            header = null;
        }

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

    private static string? Name(string annotation, IngressAnnotations annotations)
    {
        if (annotations.Text(annotation) is not { } name || HttpSyntax.IsToken(name))
            return annotations.Text(annotation);

        annotations.Invalid(annotation, "it must be a name without special characters.");
        return null;
    }

    private static bool IsPattern(string pattern)
    {
        if (pattern.Length > LongestPattern)
            return false;

        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
