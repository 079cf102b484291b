using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Maintenance;

/// <summary>The callers whose requests are forwarded during the maintenance. One of the conditions is enough.</summary>
public sealed record TesterOptions
{
    /// <summary>The shortest secret in characters: any client can try values.</summary>
    internal const int MinSecret = 16;

    // Without them, the requests of other clients wouldn't be the same: the header is removed from all.
    private static readonly string[] s_headersOfClients =
        ["Accept", "Authorization", "Content-Type", "Cookie", "Origin", "Range", "Referer", "User-Agent"];

    /// <summary>The name of the request header with the secret of the testers, such as <c>X-Maintenance-Token</c>. The upstream never
    /// receives the header, so it can't be one that other clients send, such as <c>Authorization</c>.</summary>
    public string? Header { get; init; }

    /// <summary>
    /// The value of the header: a secret of at least 16 characters, such as <c>${env:MAINTENANCE_TOKEN}</c>, or its hash, <c>sha256:</c>
    /// and 64 hexadecimal digits.
    /// </summary>
    [Secret]
    [StringLength(1024, MinimumLength = MinSecret)]
    public string? Value { get; init; }

    /// <summary>The addresses of testers, at most 1000: an address such as <c>203.0.113.7</c>, or a network such as
    /// <c>10.0.0.0/8</c>.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>The groups whose consumers are testers, at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Groups { get; init; } = [];

    internal IEnumerable<OptionsError> Validate()
    {
        if (Header is null && Value is null && Networks.Count == 0 && Groups.Count == 0)
            yield return new OptionsError("testers", "name no testers; set 'header' and 'value', 'networks' or 'groups'");
        if (Header is null != Value is null)
            yield return Header is null
                ? new OptionsError("testers.header", "is missing; 'value' is the value of a header")
                : new OptionsError("testers.value", "is missing; without it, every client would be a tester");
        foreach (var error in Header is { } header ? HeaderOptions.ValidateName("testers.header", header) : [])
            yield return error;
        if (s_headersOfClients.Contains(Header, StringComparer.OrdinalIgnoreCase))
            yield return new OptionsError(
                "testers.header",
                $"is {HeaderOptions.Quoted(Header!)}, which is removed from all requests; choose a header that only testers send");
        if (Value is { } value)
        {
            if (value.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) && !CredentialKey.TryParse(value, out _))
                yield return new OptionsError("testers.value", "must be 'sha256:' and 64 hexadecimal digits, or a secret");
            else if (!HeaderOptions.IsValue(value) || value.Trim(' ', '\t').Length != value.Length)
                yield return new OptionsError(
                    "testers.value", "must contain only printable ASCII characters and spaces, and no spaces at its ends");
        }

        foreach (var error in AddressNetworks.Validate("testers.networks", Networks))
            yield return error;
    }
}
