using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>How certificates are checked for revocation.</summary>
public sealed record RevocationOptions : IValidatedOptions
{
    /// <summary>
    /// The certificate revocation lists (RFC 5280, section 5), in DER or PEM: files, or URLs that are fetched again every
    /// <c>refresh</c>. Each certificate of a chain except the root needs a current list of its issuer.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Crls { get; init; } = [];

    /// <summary>The time between two fetches of a list from its URL.</summary>
    [DurationRange("10s", "1d")]
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether to ask the addresses in the certificates for CRLs and OCSP responses (RFC 6960), with the certificate verification of
    /// .NET. Applies only to certificates that the roots have issued.
    /// </summary>
    public bool Online { get; init; }

    /// <summary>The decision about a certificate whose state isn't known, because a list is missing or has expired.</summary>
    public UnknownRevocation OnUnknown { get; init; }

    /// <summary>Gets whether anything is checked.</summary>
    internal bool IsEnabled => Online || Crls.Count > 0;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        for (var i = 0; i < Crls.Count; i++)
        {
            var option = string.Create(CultureInfo.InvariantCulture, $"crls[{i}]");
            if (Crls[i].Length == 0)
                yield return new OptionsError(option, "is empty; it must be a file or a URL");
            foreach (var error in IsUrl(Crls[i]) ? RemoteAddress.Validate(option, Crls[i], requiresHttps: false) : [])
                yield return error;
        }
    }

    /// <summary>Returns whether an entry is a URL. A list is signed, so plain http is sufficient.</summary>
    internal static bool IsUrl(string entry)
        => entry.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || entry.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
