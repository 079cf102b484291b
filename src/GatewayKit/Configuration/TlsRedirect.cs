using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration;

/// <summary>The redirect of requests without TLS to https, before routing and plugins.</summary>
[Shorthand(nameof(Enabled))]
public sealed record TlsRedirect
{
    /// <summary>Whether requests are redirected. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The port of the https address, as clients see it. Default: 443, which the URL doesn't contain.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 443;

    /// <summary>
    /// The status: 308 and 307 keep the method and the body of a request, 301 and 302 turn a POST into a GET. 308 and 301 are permanent.
    /// Default: 308.
    /// </summary>
    [AllowedValues(301, 302, 307, 308)]
    public int Status { get; init; } = 308;
}
