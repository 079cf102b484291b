using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the conditions of a rule of a GRPCRoute. The path of a call is <c>/service/method</c>.</summary>
internal static class GrpcMatches
{
    private const string Any = "[^/]+";

    private static readonly ImmutableArray<PreciseMatch> s_any = [new PreciseMatch { Rank = RankOf(null) }];

    /// <param name="matches">The conditions, of which one must hold.</param>
    /// <param name="problem">Why they aren't valid; null if they are.</param>
    public static ImmutableArray<PreciseMatch> Of(ImmutableArray<GrpcRouteMatch> matches, out Problem? problem)
    {
        problem = null;
        if (matches.IsEmpty)
            return s_any;

        var conditions = ImmutableArray.CreateBuilder<PreciseMatch>(matches.Length);
        foreach (var match in matches)
        {
            if (PathOf(match.Method) is not { } path)
                problem = new Problem("UnsupportedValue", "The type of a method's match must be Exact or RegularExpression.");
            else if (ValueConditions.Of(match.Headers, StringComparer.OrdinalIgnoreCase) is not { } headers)
                problem = new Problem("UnsupportedValue", "The type of a header's match must be Exact or RegularExpression.");
            else
                conditions.Add(new PreciseMatch { Path = path, Headers = headers, Rank = RankOf(match.Method) });
        }

        return problem is null ? conditions.DrainToImmutable() : [];
    }

    private static PathCondition? PathOf(GrpcMethodMatch? match)
    {
        var (service, method) = (match?.Service ?? "", match?.Method ?? "");
        return (match?.Type, service, method) switch
        {
            (null, _, _) or (_, "", "") => PathCondition.Any,
            ("Exact", _, "") => new PathCondition(PathConditionKind.Prefix, $"/{service}"),
            ("Exact", "", _) => new PathCondition(PathConditionKind.Regex, $"/{Any}/{method}"),
            ("Exact", _, _) => new PathCondition(PathConditionKind.Exact, $"/{service}/{method}"),
            ("RegularExpression", _, _) => new PathCondition(PathConditionKind.Regex, $"/{Group(service)}/{Group(method)}"),
            _ => null,
        };
    }

    /// <summary>The characters of the service decide before those of the method, and these before nothing.</summary>
    private static int RankOf(GrpcMethodMatch? match)
        => match?.Service is { Length: > 0 } ? 0 : match?.Method is { Length: > 0 } ? -1 : -2;

    private static string Group(string pattern) => pattern.Length == 0 ? Any : $"(?:{pattern})";
}
