using GatewayKit.Acme.Challenges;

namespace GatewayKit.Acme.Storage;

/// <summary>The answer to a challenge, which any node can give.</summary>
/// <param name="Host">The host that is verified.</param>
/// <param name="Type">The type of the challenge.</param>
/// <param name="KeyAuthorization">The key authorization (RFC 8555, section 8.1), which begins with the token.</param>
/// <param name="Expires">The time after which the answer isn't given.</param>
internal sealed record ChallengeRecord(string Host, AcmeChallenge Type, string KeyAuthorization, DateTimeOffset Expires);
