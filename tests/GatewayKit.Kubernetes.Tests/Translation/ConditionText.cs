using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Tests.Translation;

internal static class ConditionText
{
    /// <summary>Returns the status and reason of a condition, such as <c>False Invalid</c>; empty if there is none.</summary>
    public static string Text(this ImmutableArray<Condition> conditions, string type)
        => conditions.SingleOrDefault(condition => condition.Type == type) is { } found ? $"{found.Status} {found.Reason}" : "";
}
