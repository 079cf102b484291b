using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record CorsFilter
{
    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    public bool? AllowCredentials { get; init; }

    public ImmutableArray<string> AllowMethods { get; init; } = [];

    public ImmutableArray<string> AllowHeaders { get; init; } = [];

    public ImmutableArray<string> ExposeHeaders { get; init; } = [];

    /// <summary>In seconds.</summary>
    public int MaxAge { get; init; } = 5;
}
