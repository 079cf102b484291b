using System.ComponentModel.DataAnnotations;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>The rules for proofs of possession (RFC 9449, DPoP).</summary>
public sealed record DpopOptions : IValidatedOptions
{
    /// <summary>The time after its creation (<c>iat</c>) in which a proof is accepted, once.</summary>
    [DurationRange("1s", "5m")]
    public TimeSpan ProofLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The accepted algorithms of proofs; only asymmetric ones.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["ES256", "RS256", "PS256"];

    /// <summary>
    /// The secret from which nonces are derived. With it, a proof needs a nonce of the gateway (RFC 9449, section 9). Nodes behind one
    /// load balancer need the same secret. Default: none; then proofs don't need a nonce.
    /// </summary>
    [Secret, StringLength(1024, MinimumLength = 32)]
    public string? NonceSecret { get; init; }

    /// <summary>The time in which a nonce is accepted.</summary>
    [DurationRange("30s", "1h")]
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Algorithms.Count == 0)
            yield return new OptionsError("algorithms", "is empty; list at least one algorithm");
        for (var i = 0; i < Algorithms.Count; i++)
        {
            if (!SigningAlgorithms.All.Contains(Algorithms[i]) || SigningAlgorithms.IsSymmetric(Algorithms[i]))
                yield return new OptionsError(
                    $"algorithms[{i}]", $"is {HeaderOptions.Quoted(Algorithms[i])}; "
                        + "it must be RS256 to RS512, PS256 to PS512 or ES256 to ES512");
        }
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the secret.</summary>
    public override string ToString() => nameof(DpopOptions);
}
