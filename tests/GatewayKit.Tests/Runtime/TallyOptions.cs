namespace GatewayKit.Tests.Runtime;

public sealed record TallyOptions
{
    public string Label { get; init; } = "tally";
}
