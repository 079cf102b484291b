namespace GatewayKit.Tests.Compilation;

public sealed record EditingOptions
{
    public bool Edits { get; init; } = true;

    public bool Throws { get; init; }
}
