namespace GatewayKit.Tests.Compilation;

internal sealed record NamingTarget
{
    [ClusterId]
    public IReadOnlyDictionary<string, int> Weights { get; init; } = new Dictionary<string, int>();

    public NamingTarget? Below { get; init; }
}
