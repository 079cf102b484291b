using System.Text.Json;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>An answer of the authorization server about a token (RFC 7662, section 2.2).</summary>
/// <param name="isActive">Whether the token is active.</param>
/// <param name="askedAt">The time at which the server was asked, a timestamp of the clock.</param>
internal sealed class Answer(bool isActive, long askedAt)
{
    /// <summary>The time for which the gateway reuses the answer that a token isn't active. A longer one would save little.</summary>
    private static readonly TimeSpan s_inactiveFor = TimeSpan.FromSeconds(10);

    public bool IsActive => isActive;

    /// <summary>The members of the answer: an object if the token is active.</summary>
    public JsonElement Claims { get; init; }

    /// <summary>The ticks from which on the token is valid.</summary>
    public long NotBefore { get; init; }

    /// <summary>The ticks from which on the token isn't valid any more.</summary>
    public long Expires { get; init; } = NumericDate.Never;

    /// <summary>The estimated size in bytes.</summary>
    public int Size { get; init; }

    /// <summary>Returns whether the answer can be used without asking again.</summary>
    /// <param name="cacheFor">The time for which answers are reused.</param>
    /// <param name="time">The clock.</param>
    public bool IsFresh(TimeSpan cacheFor, TimeProvider time)
    {
        var bound = isActive || cacheFor < s_inactiveFor ? cacheFor : s_inactiveFor;
        return time.GetElapsedTime(askedAt) < bound && time.GetUtcNow().UtcTicks < Expires;
    }
}
