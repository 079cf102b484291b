using System.Buffers;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Planning;

/// <summary>
/// Shortens targets of requests to the parts that the routes of some configurations compare: a segment such as an id that isn't the literal
/// of any route, at a position where no route has a condition, can't make a difference to which route matches. At a position where routes
/// have constraints of ASP.NET Core, such as <c>{id:int}</c>, only their results do. Targets with ambiguous or encoded characters keep
/// everything.
/// </summary>
internal sealed class ComparedTargets
{
    /// <summary>Replaces a segment. It isn't among the plain characters, so no kept segment is equal.</summary>
    private const char Other = '*';

    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        "-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    private static readonly SearchValues<char> s_plainQuery = SearchValues.Create(
        "!$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    private readonly HashSet<string> _literals = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly HashSet<int> _positions = [];
    private readonly Dictionary<int, SegmentConstraints> _constraints = [];
    private readonly bool _keepsQuery;
    private int _keepsFrom = int.MaxValue;

    /// <param name="gateways">The gateways whose routes compare targets.</param>
    public ComparedTargets(params IReadOnlyList<PlannedGateway> gateways)
    {
        _lookup = _literals.GetAlternateLookup<ReadOnlySpan<char>>();
        _keepsQuery = gateways.Any(gateway => gateway.Snapshot.Config.Routes.Values.Any(HasQuery));
        foreach (var gateway in gateways)
        {
            // A policy of the host can compare anything.
            if (gateway.Endpoints is null)
                _keepsFrom = 0;
            foreach (var endpoint in gateway.Endpoints ?? [])
                Add(endpoint, gateway.Policies);
        }
    }

    /// <summary>Appends the parts of a target that routes compare.</summary>
    /// <returns>False if nothing is appended, because a target has to be compared as a whole.</returns>
    public bool TryAppend(ReadOnlySpan<char> target, StringBuilder text)
    {
        var end = target.IndexOf('?');
        var path = end < 0 ? target : target[..end];
        var query = end < 0 ? default : target[end..];
        if (_keepsFrom == 0 || !IsPlain(path) || query.ContainsAnyExcept(s_plainQuery))
            return false;

        var position = 0;
        path = path[1..];
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            text.Append('/');
            if (segment.IsEmpty || position >= _keepsFrom || _positions.Contains(position) || _lookup.Contains(segment))
                text.Append(segment);
            else if (_constraints.TryGetValue(position, out var constraints))
                constraints.Append(segment, text.Append(Other));
            else
                text.Append(Other);
            position++;
        }

        if (_keepsQuery)
            text.Append(query);
        return true;
    }

    private static bool IsPlain(ReadOnlySpan<char> path)
        => path is ['/', ..] && !path.ContainsAnyExcept(s_plain) && path.IndexOf("//") < 0 && path.IndexOf("/.") < 0;

    private static bool HasQuery(GatewayRoute route)
        => route.Match is { } precise ? !precise.Query.IsEmpty : route.Route.Match?.QueryParameters?.Count > 0;

    private void Add(Endpoint endpoint, ParameterPolicyFactory policies)
    {
        if (endpoint is not RouteEndpoint { RoutePattern: var pattern })
            return;

        if (PreciseRoute.Of(endpoint) is { } precise)
            Add(precise);
        else if (pattern.ParameterPolicies.Keys.Any(name => pattern.GetParameter(name) is null))
            _keepsFrom = 0;
        else
            Add(pattern, policies);
    }

    private void Add(PreciseRoute route)
    {
        if (route.Match.Path.Kind == PathConditionKind.Regex)
            _keepsFrom = 0;
        else
            _literals.UnionWith(route.Path.Split('/'));
    }

    private void Add(RoutePattern pattern, ParameterPolicyFactory policies)
    {
        for (var i = 0; i < pattern.PathSegments.Count; i++)
        {
            var segment = pattern.PathSegments[i];
            switch (segment.Parts[0])
            {
                case not null when !segment.IsSimple:
                    _positions.Add(i);
                    break;
                case RoutePatternLiteralPart literal:
                    _literals.Add(literal.Content);
                    break;
                case RoutePatternParameterPart parameter when HasCondition(pattern, parameter) && parameter.IsCatchAll:
                    _keepsFrom = Math.Min(_keepsFrom, i);
                    break;
                case RoutePatternParameterPart parameter when HasCondition(pattern, parameter):
                    if (!TryAddConstraints(pattern, parameter, i, policies))
                        _positions.Add(i);
                    break;
            }
        }
    }

    /// <returns>False if a condition may depend on more than the segment.</returns>
    private bool TryAddConstraints(
        RoutePattern pattern, RoutePatternParameterPart parameter, int position, ParameterPolicyFactory policies)
    {
        if (pattern.RequiredValues.ContainsKey(parameter.Name))
            return false;

        IEnumerable<RoutePatternParameterPolicyReference> references = pattern.ParameterPolicies.TryGetValue(parameter.Name, out var all)
            ? all.Concat(parameter.ParameterPolicies)
            : parameter.ParameterPolicies;
        foreach (var reference in references)
        {
            if (SegmentConstraints.Find(policies.Create(parameter, reference)) is not { } constraint)
                return false;
            if (!_constraints.TryGetValue(position, out var constraints))
                _constraints.Add(position, constraints = new SegmentConstraints());
            constraints.Add(reference.Content, constraint);
        }

        return true;
    }

    private static bool HasCondition(RoutePattern pattern, RoutePatternParameterPart parameter)
        => parameter.ParameterPolicies.Count > 0 || pattern.ParameterPolicies.ContainsKey(parameter.Name)
            || pattern.RequiredValues.ContainsKey(parameter.Name);
}
