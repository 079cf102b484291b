using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.IpRestriction;

/// <summary>The options of <c>ip-restriction</c>.</summary>
public sealed record IpRestrictionOptions : IValidatedOptions
{
    /// <summary>
    /// The addresses with access, at most 10000: an address such as <c>203.0.113.7</c> or <c>2001:db8::7</c>, or a network such as
    /// <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>. If it is empty, every address that <c>deny</c> doesn't list has access.
    /// </summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>The addresses without access, at most 10000, in the same format. It has precedence over <c>allow</c>.</summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Allow.Count == 0 && Deny.Count == 0)
            yield return new OptionsError("", "must list addresses in 'allow' or 'deny'; without them, no rule applies");
        foreach (var error in AddressNetworks.Validate("allow", Allow).Concat(AddressNetworks.Validate("deny", Deny)))
            yield return error;
    }
}
