namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>An access token in the form of an <c>Authorization</c> header.</summary>
/// <param name="Authorization">The value of the header.</param>
/// <param name="ObtainedAt">The time at which it was requested, a timestamp of the clock.</param>
/// <param name="Lifetime">The time until it expires, less a margin for its way to the upstream.</param>
internal sealed record Token(string Authorization, long ObtainedAt, TimeSpan Lifetime)
{
    public bool IsValid(TimeProvider time) => time.GetElapsedTime(ObtainedAt) < Lifetime;

    /// <summary>Returns whether most of the lifetime has passed, so that a new token is needed soon.</summary>
    public bool IsOld(TimeProvider time) => time.GetElapsedTime(ObtainedAt) >= Lifetime * 0.8;

    /// <summary>Returns whether it was requested so recently that another token wouldn't be better.</summary>
    public bool IsNew(TimeProvider time) => time.GetElapsedTime(ObtainedAt) <= TimeSpan.FromSeconds(1);

    public override string ToString() => nameof(Token);
}
