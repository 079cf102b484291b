namespace GatewayKit.Tests.Runtime;

internal sealed record PickyOptions
{
    public required string File { get; init; }
}
