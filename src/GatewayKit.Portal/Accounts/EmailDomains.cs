namespace GatewayKit.Portal.Accounts;

/// <summary>The optional domains of the e-mail addresses of developers.</summary>
internal static class EmailDomains
{
    /// <summary>Returns whether a text is a domain. Patterns aren't.</summary>
    public static bool IsDomain(string domain)
        => Uri.CheckHostName(domain) == UriHostNameType.Dns && !domain.EndsWith('.') && PortalNames.IsEmail($"a@{domain}");

    /// <summary>Returns whether an address can be used.</summary>
    public static bool Allow(PortalAccountOptions options, string email)
        => options.EmailDomains.Count == 0
            || options.EmailDomains.Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);

    /// <summary>The error of another address.</summary>
    public static string ErrorOf(PortalAccountOptions options)
        => $"Use an e-mail address of one of these domains: {string.Join(", ", options.EmailDomains)}.";
}
