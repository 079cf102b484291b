namespace GatewayKit.Tests.Compilation;

internal sealed record NamingOptions
{
    [ClusterId]
    public string? One { get; init; }

    [ClusterId]
    public IReadOnlyList<string> Many { get; init; } = [];

    public IReadOnlyList<NamingTarget> Targets { get; init; } = [];

    public IReadOnlyDictionary<string, NamingTarget> Named { get; init; } = new Dictionary<string, NamingTarget>();
}
