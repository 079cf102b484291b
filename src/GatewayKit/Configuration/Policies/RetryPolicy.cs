using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Policies;

/// <summary>
/// Sends a request again if its attempt failed, before anything was sent to the client. A request whose method isn't in
/// <see cref="Methods"/> is sent again only if no connection was established, so that it didn't reach a destination.
/// </summary>
public sealed record RetryPolicy : IValidatedOptions
{
    /// <summary>The maximum number of attempts, with the first one.</summary>
    [Range(2, 10)]
    public int Attempts { get; init; } = 3;

    /// <summary>The failures after which a request is sent again.</summary>
    public IReadOnlyList<RetryOn> On { get; init; } = [RetryOn.Connect, RetryOn.Reset, RetryOn.Timeout];

    /// <summary>The statuses of a response after which a request is sent again, 400 to 599.</summary>
    [MaxLength(100)]
    public IReadOnlyList<int> Statuses { get; init; } = [502, 503, 504];

    /// <summary>
    /// The methods of requests that a destination may get twice. The default has the idempotent ones (RFC 9110, section 9.2.2).
    /// </summary>
    public IReadOnlyList<string> Methods { get; init; } = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

    /// <summary>Whether an attempt can go to another destination, as long as there are some without an attempt.</summary>
    public bool OtherDestination { get; init; } = true;

    /// <summary>The base of the delay between attempts, which grows exponentially and is random; 0 for no delay.</summary>
    [DurationRange("0s", "1m")]
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The maximum delay between attempts. A response with a longer <c>Retry-After</c> isn't repeated.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The maximum length of a body that is kept in memory to be sent again, up to 16 MB; 0 for none. The body needs a
    /// <c>Content-Length</c>, and the request a method from <see cref="Methods"/>.
    /// </summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Kilobytes(64);

    /// <summary>The limit of all retries of the cluster together, so that an outage doesn't multiply its load.</summary>
    public RetryBudget Budget { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (On.Count == 0 && Statuses.Count == 0)
            yield return new OptionsError("on", "is empty, and so is statuses; one of them must not be empty");
        foreach (var error in StatusList.Check("statuses", Statuses))
            yield return error;
        foreach (var error in MethodList.Check("methods", Methods))
            yield return error;
        if (MaxDelay < Delay)
            yield return new OptionsError("maxDelay", "is shorter than delay; it must not be shorter");
        if (MaxBodySize > ByteSize.Megabytes(16))
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be at most 16MB");
    }
}
