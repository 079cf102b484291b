using GatewayKit.Acme.Challenges;

namespace GatewayKit.Acme.Storage;

/// <summary>The state of a host's certificate, which all nodes share.</summary>
internal sealed record HostRecord
{
    /// <summary>Gets the SHA-256 of the certificate that <see cref="RenewAt"/> and <see cref="CheckAt"/> belong to.</summary>
    public string? Certificate { get; init; }

    /// <summary>Gets the time of the next renewal.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>Gets the time to ask the server whether it suggests another time for the renewal.</summary>
    public DateTimeOffset? CheckAt { get; init; }

    /// <summary>Gets the number of attempts without a certificate since the last success. An attempt counts when it begins.</summary>
    public int Failures { get; init; }

    /// <summary>Gets the time before which there is no further attempt.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Gets the reason of the last failure, for operators.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the type of the challenge that succeeded last.</summary>
    public AcmeChallenge? Challenge { get; init; }
}
