using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.RequestPriority;

/// <summary>The options of <c>request-priority</c>: <c>priority</c>, <c>header</c>, or both.</summary>
public sealed record RequestPriorityOptions : IValidatedOptions
{
    /// <summary>
    /// The priority of the requests that the entry applies to. <c>critical</c> requests are never rejected because of load.
    /// Default: <c>normal</c>.
    /// </summary>
    public ExchangePriority? Priority { get; init; }

    /// <summary>
    /// The request header with the priority, such as <c>X-Priority</c>: <c>low</c>, <c>normal</c>, <c>high</c> or <c>critical</c>. Another
    /// value has no effect. From an untrusted source, the header is removed. Default: none.
    /// </summary>
    public string? Header { get; init; }

    /// <summary>
    /// The addresses whose <c>header</c> is trusted, at most 1000: an address such as <c>203.0.113.7</c>, or a network such as
    /// <c>10.0.0.0/8</c>. Required with <c>header</c>, except in an entry of a group or a consumer, which trusts these callers.
    /// </summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> TrustedSources { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Priority is null && Header is null)
            yield return new OptionsError("", "must set 'priority' or 'header'");
        foreach (var error in Header is null ? [] : HeaderOptions.ValidateName("header", Header))
            yield return error;
        if (Header is null && TrustedSources.Count > 0)
            yield return new OptionsError("trustedSources", "has no effect without 'header'");
        foreach (var error in AddressNetworks.Validate("trustedSources", TrustedSources))
            yield return error;
    }
}
