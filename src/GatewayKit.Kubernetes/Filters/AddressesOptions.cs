namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-addresses</c>.</summary>
internal sealed record AddressesOptions : IValidatedOptions
{
    /// <summary>The replacement in the headers <c>Location</c> and <c>Refresh</c>; null for none.</summary>
    public AddressReplacement? Redirect { get; init; }

    /// <summary>The replacement of the domains of cookies; null for none.</summary>
    public AddressReplacement? CookieDomain { get; init; }

    /// <summary>The replacement in the paths of cookies; null for none.</summary>
    public AddressReplacement? CookiePath { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => Check("redirect", Redirect).Concat(Check("cookieDomain", CookieDomain)).Concat(Check("cookiePath", CookiePath));

    private static IEnumerable<OptionsError> Check(string option, AddressReplacement? replacement)
        => replacement is not null && AddressReplacement.Problem(replacement.From, replacement.To) is { } problem
            ? [new OptionsError(option, problem)] : [];
}
