using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>A header in which proxies forward the client's certificate.</summary>
public sealed record ForwardedOptions : IValidatedOptions
{
    /// <summary>The chain of <see cref="ForwardedFormat.Rfc9440"/>.</summary>
    internal const string ChainHeader = "Client-Cert-Chain";

    /// <summary>The format of the header.</summary>
    public ForwardedFormat Format { get; init; }

    /// <summary>
    /// The name of the header. Default: <c>X-Forwarded-Client-Cert</c> for <c>xfcc</c>, <c>Client-Cert</c> for <c>rfc9440</c>; required for
    /// <c>pem</c>.
    /// </summary>
    public string? Header { get; init; }

    /// <summary>
    /// The addresses and networks (CIDR) of the proxies whose header is read. The address is that of the connection, whatever
    /// <c>X-Forwarded-For</c> says. For headers that the gateway removes at its edge, list the proxies in <c>trustedProxies</c> as well.
    /// </summary>
    [MinLength(1), MaxLength(1000)]
    public required IReadOnlyList<string> From { get; init; }

    /// <summary>Gets the name of the header.</summary>
    internal string Name => Header ?? (Format == ForwardedFormat.Rfc9440 ? "Client-Cert" : "X-Forwarded-Client-Cert");

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Header is not null)
        {
            foreach (var error in HeaderOptions.ValidateName("header", Header))
                yield return error;
        }
        else if (Format == ForwardedFormat.Pem)
        {
            yield return new OptionsError("header", "is missing; the format 'pem' has no usual name");
        }

        foreach (var error in AddressNetworks.Validate("from", From))
            yield return error;
    }
}
