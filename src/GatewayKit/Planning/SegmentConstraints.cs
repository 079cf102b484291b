using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;

namespace GatewayKit.Planning;

/// <summary>The constraints of routes at one position of the path. Each is applied to a segment once, however many routes have it.
/// </summary>
internal sealed class SegmentConstraints
{
    private const string Name = "segment";

    /// <summary>The constraints of ASP.NET Core that depend only on the segment. An expression could take too long.</summary>
    private static readonly HashSet<Type> s_known =
    [
        typeof(AlphaRouteConstraint), typeof(BoolRouteConstraint), typeof(DateTimeRouteConstraint), typeof(DecimalRouteConstraint),
        typeof(DoubleRouteConstraint), typeof(FileNameRouteConstraint), typeof(FloatRouteConstraint), typeof(GuidRouteConstraint),
        typeof(IntRouteConstraint), typeof(LengthRouteConstraint), typeof(LongRouteConstraint), typeof(MaxLengthRouteConstraint),
        typeof(MaxRouteConstraint), typeof(MinLengthRouteConstraint), typeof(MinRouteConstraint), typeof(NonFileNameRouteConstraint),
        typeof(RangeRouteConstraint), typeof(RequiredRouteConstraint),
    ];

    private readonly Dictionary<string, IRouteConstraint> _constraints = new(StringComparer.Ordinal);
    private readonly RouteValueDictionary _values = [];

    /// <summary>Returns the constraint of a policy; null if it isn't one that depends only on the segment.</summary>
    public static IRouteConstraint? Find(IParameterPolicy policy)
    {
        var constraint = policy is OptionalRouteConstraint optional ? optional.InnerConstraint : policy as IRouteConstraint;
        return constraint is not null && s_known.Contains(constraint.GetType()) ? constraint : null;
    }

    /// <param name="text">The text of the constraint in the route, such as <c>int</c>; null if it was created in code.</param>
    /// <param name="constraint">The constraint.</param>
    public void Add(string? text, IRouteConstraint constraint)
        => _constraints.TryAdd($"{constraint.GetType()} {text ?? $"in code {_constraints.Count}"}", constraint);

    /// <summary>Appends the results for a segment.</summary>
    public void Append(ReadOnlySpan<char> segment, StringBuilder text)
    {
        _values[Name] = segment.ToString();
        foreach (var constraint in _constraints.Values)
            text.Append(constraint.Match(null, null, Name, _values, RouteDirection.IncomingRequest) ? '+' : '-');
    }
}
