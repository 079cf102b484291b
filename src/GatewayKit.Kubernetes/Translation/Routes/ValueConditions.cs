using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the conditions of headers and query parameters.</summary>
internal static class ValueConditions
{
    /// <summary>Translates conditions. Of several with the same name, the first one counts.</summary>
    /// <returns>The conditions; null if one has an unknown type.</returns>
    public static ImmutableArray<ValueCondition>? Of(ImmutableArray<NamedMatch> matches, StringComparer names)
    {
        if (matches.IsEmpty)
            return ImmutableArray<ValueCondition>.Empty;

        var known = new HashSet<string>(names);
        var conditions = ImmutableArray.CreateBuilder<ValueCondition>(matches.Length);
        foreach (var match in matches)
        {
            ValueConditionKind? kind = match.Type switch
            {
                "Exact" => ValueConditionKind.Exact,
                "RegularExpression" => ValueConditionKind.Regex,
                _ => null,
            };
            if (kind is null)
                return null;
            if (known.Add(match.Name))
                conditions.Add(new ValueCondition(match.Name, kind.Value, match.Value));
        }

        return conditions.DrainToImmutable();
    }
}
