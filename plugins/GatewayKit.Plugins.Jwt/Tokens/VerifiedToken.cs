using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>A token whose signature and claims are verified. Times and proofs are checked for each request.</summary>
internal sealed class VerifiedToken
{
    public required VerificationKey Key { get; init; }

    /// <summary>The source of the key; null for the key of a consumer.</summary>
    public required IKeySource? Source { get; init; }

    /// <summary>The ticks from which on the token is valid, less the tolerated difference of clocks.</summary>
    public required long NotBefore { get; init; }

    /// <summary>The ticks from which on the token isn't valid any more, with the tolerated difference of clocks.</summary>
    public required long Expires { get; init; }

    public required Confirmation Confirmation { get; init; }

    /// <summary>The result for a request with the token.</summary>
    public required AuthenticationResult Result { get; init; }

    /// <summary>The headers for the upstream.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The estimated size in bytes.</summary>
    public required int Size { get; init; }

    public TokenFault FaultAt(long now)
        => now >= Expires ? TokenFault.Expired : now < NotBefore ? TokenFault.NotYetValid : TokenFault.None;
}
