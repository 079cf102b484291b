using System.Collections.Immutable;
using System.Globalization;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>A generated response.</summary>
public sealed record ResponseSpec
{
    /// <summary>The interim responses before it.</summary>
    public ImmutableArray<string> Interim { get; init; } = [];

    public string Version { get; init; } = "HTTP/1.1";

    public int Status { get; init; } = 200;

    /// <summary>The text behind the status, with the space.</summary>
    public string Reason { get; init; } = " OK";

    /// <summary>The lines of the head, without the framing of the body.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    public BodySpec Body { get; init; } = new() { Framing = BodyFraming.Length };

    /// <summary>Gets whether the upstream closes the connection after it.</summary>
    public bool Closes { get; init; }

    /// <summary>Gets whether the upstream sends the response before it reads the body of the request.</summary>
    public bool IsEarly { get; init; }

    public string Bytes(bool isHead)
        => string.Concat(Interim)
            + string.Create(CultureInfo.InvariantCulture, $"{Version} {Status:000}{Reason}\r\n")
            + string.Concat((Body.Field is { } field ? Fields.Add(field) : Fields).Select(line => line + "\r\n"))
            + "\r\n" + (isHead || Status is 204 or 304 ? "" : Body.Bytes());
}
