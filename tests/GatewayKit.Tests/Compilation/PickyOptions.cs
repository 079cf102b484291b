namespace GatewayKit.Tests.Compilation;

internal sealed record PickyOptions
{
    public required string File { get; init; }
}
