using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-client-certificate</c>.</summary>
internal sealed record ClientCertificateOptions : IValidatedOptions
{
    /// <summary>The certificates of authorities in PEM: roots, and intermediate ones that clients don't send.</summary>
    public required string Authorities { get; init; }

    /// <summary>Which clients get in.</summary>
    public ClientVerification Verify { get; init; }

    /// <summary>The maximum number of intermediate certificates between the client's and the root.</summary>
    [Range(0, 20)]
    public int Depth { get; init; } = 1;

    /// <summary>The URL to which other clients are redirected, with the variables of <see cref="LocationTemplate"/>; null for a
    /// 403.</summary>
    public string? ErrorPage { get; init; }

    /// <summary>Whether backends get the certificate in the header <c>ssl-client-cert</c>.</summary>
    public bool PassesCertificate { get; init; }

    /// <summary>The regular expression that the subject of the certificate must match; null for any.</summary>
    [StringLength(1024)]
    public string? Subject { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Roots() is not { Count: > 0 })
            yield return new OptionsError("authorities", "must have PEM certificates");
        if (ErrorPage is not null && LocationTemplate.Problem(ErrorPage) is { } problem)
            yield return new OptionsError("errorPage", problem);
        if (Subject is not null && Pattern(Subject) is null)
            yield return new OptionsError("subject", "isn't a valid regular expression");
    }

    /// <summary>Returns the certificates; null if they can't be read.</summary>
    internal X509Certificate2Collection? Roots()
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(Authorities);
            return roots;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Returns a regular expression; null if it is invalid.</summary>
    internal static Regex? Pattern(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
