namespace GatewayKit.OpenApi.Mocking;

/// <summary>How long answers are held back: by chance between two bounds.</summary>
/// <param name="Min">At least so long.</param>
/// <param name="Max">At most so long; not less than <paramref name="Min"/>.</param>
public readonly record struct MockDelay(TimeSpan Min, TimeSpan Max)
{
    /// <summary>Always so long.</summary>
    /// <param name="duration">How long.</param>
    public static MockDelay Always(TimeSpan duration) => new(duration, duration);
}
