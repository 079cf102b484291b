using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Maintenance;

/// <summary>Recognizes testers.</summary>
internal sealed class Testers
{
    private readonly string? _header;
    private readonly CredentialKey _key;
    private readonly AddressNetworks _networks;
    private readonly IReadOnlyList<string> _groups;

    /// <param name="options">The valid options.</param>
    public Testers(TesterOptions options)
    {
        _header = options.Header;
        if (options.Value is { } value && !CredentialKey.TryParse(value, out _key))
            _key = CredentialKey.FromSecret(value);
        _networks = new AddressNetworks(options.Networks);
        _groups = options.Groups;
    }

    /// <summary>Removes the header from the request, also while no maintenance takes place, and returns its value; null for none, and for
    /// several values.</summary>
    public string? Take(HttpRequest request)
    {
        if (_header is null || !request.Headers.TryGetValue(_header, out var values))
            return null;

        request.Headers.Remove(_header);
        return values is [{ } value] ? value : null;
    }

    /// <summary>Returns whether a request is one of a tester. The time of the comparison doesn't depend on the value.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="value">The value of the header.</param>
    public bool Include(GatewayContext context, string? value)
        => (value is not null && CredentialKey.FromSecret(value) == _key)
            || _networks.Contains(AddressOf(context))
            || (_groups.Count > 0 && context.Consumer?.IsInAnyGroup(_groups) == true);

    private static IPAddress? AddressOf(GatewayContext context) => context.Http.Connection.RemoteIpAddress;
}
