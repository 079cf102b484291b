namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The keys under which consumers are found: the kind of a name and the name.</summary>
internal static class CertificateKey
{
    public const string Subject = "subject";
    public const string DnsName = "dnsName";
    public const string Uri = "uri";
    public const string Email = "email";
    public const string Thumbprint = "thumbprint";

    public static CredentialKey Of(string kind, string name) => CredentialKey.FromSecret($"{kind}:{name}");

    /// <summary>Returns a configured SHA-256 hash in lower case without colons; null if it isn't one.</summary>
    public static string? Hash(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }
}
