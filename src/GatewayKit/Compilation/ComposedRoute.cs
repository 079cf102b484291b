using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;

namespace GatewayKit.Compilation;

/// <summary>A checked route with its plugins. The next configurations share it while the route and its plugins are the same.</summary>
internal sealed class ComposedRoute
{
    /// <summary>The route as configured.</summary>
    public required GatewayRoute Source { get; init; }

    /// <summary>The route as plugins see it.</summary>
    public required RouteInfo Info { get; init; }

    public required PipelineComposer Composer { get; init; }

    /// <summary>The id under which the route is configured.</summary>
    public string Id => Composer.RouteId;

    /// <summary>The entries of every caller of the route, each at its position, including disabled ones.</summary>
    public IReadOnlyList<PlacedEntry> Placed => Composer.Placed;

    /// <summary>Gets whether a plugin answers CORS preflights.</summary>
    public bool AnswersPreflights => Composer.Entries.AnswerPreflights;

    /// <summary>Gets whether a plugin of the route, or of a caller, can see responses.</summary>
    public required bool MayHaveResponseHooks { get; init; }

    /// <summary>Returns whether the endpoint of this route is right for the same route of another configuration:
    /// only the cluster's version isn't compared.</summary>
    public bool HasSameEndpoint(ComposedRoute other)
        => ReferenceEquals(this, other)
            || (ConfigContent.IsSame(Source.Route, other.Source.Route)
                && MatchContent.IsSame(Source.Match, other.Source.Match)
                && AnswersPreflights == other.AnswersPreflights
                && MayHaveResponseHooks == other.MayHaveResponseHooks);
}
