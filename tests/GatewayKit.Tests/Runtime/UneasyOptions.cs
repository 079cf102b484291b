namespace GatewayKit.Tests.Runtime;

/// <summary>Options that work and are warned of.</summary>
internal sealed record UneasyOptions : IValidatedOptions
{
    public required int Size { get; init; }

    public IEnumerable<OptionsError> Validate()
    {
        if (Size > 10)
            yield return new OptionsError("size", $"is {Size}; more than 10 is slow") { IsWarning = true };
    }
}
