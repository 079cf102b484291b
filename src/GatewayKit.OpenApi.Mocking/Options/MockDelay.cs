namespace GatewayKit.OpenApi.Mocking;

/// <summary>The delay of responses: random between two bounds.</summary>
/// <param name="Min">Minimum delay.</param>
/// <param name="Max">Maximum delay; not less than <paramref name="Min"/>.</param>
public readonly record struct MockDelay(TimeSpan Min, TimeSpan Max)
{
    /// <summary>Creates a fixed delay.</summary>
    /// <param name="duration">The delay.</param>
    public static MockDelay Always(TimeSpan duration) => new(duration, duration);
}
